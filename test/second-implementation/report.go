package main

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
)

// learnersAtOnce bounds what is asked of the server; each learner is about five reads, one after the other.
const learnersAtOnce = 32

// request is what is asked for, and the operator's settings that change cells.
type request struct {
	courseID, batchID string
	privateAlways     bool
	fullContacts      bool
	salt              string
	runStarted        time.Time
}

// report is the request with what is the same for all learners.
type report struct {
	request
	db           *database
	custodianOrg string
	org          courseTenant
}

// write prints the whole file, or nothing and a fault.
func write(out io.Writer, db *database, asked request) error {
	batch := db.batch(asked.courseID, asked.batchID)
	if batch == nil && db.fault() == nil {
		return fmt.Errorf("course %s has no batch %s", asked.courseID, asked.batchID)
	}
	custodianOrg := db.byID("system_settings", "custodianOrgId").text("value")
	r := &report{asked, db, custodianOrg, db.courseTenant(batch)}
	records := r.records(db.enrolments(asked.courseID, asked.batchID, leavesIn(db.hierarchy(asked.courseID))))
	if err := db.fault(); err != nil {
		return err
	}
	_, err := io.WriteString(out, byteOrderMark+header+strings.Join(records, ""))
	return err
}

// records answers one a learner, in the order of the enrolments.
func (r *report) records(enrolments []enrolment) []string {
	records := make([]string, len(enrolments))
	var running sync.WaitGroup
	lanes := make(chan struct{}, learnersAtOnce)
	for i, one := range enrolments {
		lanes <- struct{}{}
		running.Add(1)
		go func() {
			defer running.Done()
			records[i] = record(r.cells(one))
			<-lanes
		}()
	}
	running.Wait()
	return records
}
