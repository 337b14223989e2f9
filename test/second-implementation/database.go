package main

import (
	"errors"
	"fmt"
	"sync"
)

// tables are the names that an installation gives them; enrolments is a table, the others are keyspaces.
type tables struct{ sunbird, courses, hierarchy, enrolments string }

// database reads rows by key. Its first fault is kept and every later read finds nothing, so that the rules need not
// pass errors on: whoever prints what they gave asks for the fault first.
type database struct {
	source        Source
	tables        tables
	organisations memo
	locations     memo
	mu            sync.Mutex
	firstFault    error
}

func newDatabase(source Source, names tables) *database {
	d := &database{source: source, tables: names}
	d.organisations.read = func(id string) Row { return d.byID("organisation", id) }
	d.locations.read = func(id string) Row { return d.byID("location", id) }
	return d
}

func (d *database) fault() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.firstFault
}

func (d *database) failed(err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.firstFault == nil {
		d.firstFault = err
	}
}

func (d *database) each(table string, key Key, take func(Row)) {
	if d.fault() != nil {
		return
	}
	if err := d.source.Each(table, key, take); err != nil {
		d.failed(fmt.Errorf("reading %s: %w", table, err))
	}
}

func (d *database) rows(table string, key Key) []Row {
	var rows []Row
	d.each(table, key, func(row Row) { rows = append(rows, row) })
	return rows
}

// row answers nil if there is none.
func (d *database) row(table string, key Key) Row {
	if rows := d.rows(table, key); len(rows) > 0 {
		return rows[0]
	}
	return nil
}

// byID finds nothing for an empty id, which Cassandra refuses as a partition key.
func (d *database) byID(table, id string) Row {
	if id == "" {
		return nil
	}
	return d.row(d.tables.sunbird+"."+table, Key{"id": id})
}

func (d *database) organisation(id string) Row { return d.organisations.get(id) }
func (d *database) location(id string) Row     { return d.locations.get(id) }
func (d *database) user(id string) Row         { return d.byID("user", id) }

func (d *database) ofUser(table, userID string) []Row {
	return d.rows(d.tables.sunbird+"."+table, Key{"userid": userID})
}

func (d *database) batch(courseID, batchID string) Row {
	return d.row(d.tables.courses+".course_batch", Key{"courseid": courseID, "batchid": batchID})
}

// hierarchy is the course's JSON; a keyspace or table that is not there is no fault (2).
func (d *database) hierarchy(courseID string) string {
	var row Row
	table := d.tables.hierarchy + ".content_hierarchy"
	err := d.source.Each(table, Key{"identifier": courseID}, func(found Row) { row = found })
	if err != nil && !errors.Is(err, errNoTable) {
		d.failed(fmt.Errorf("reading %s: %w", table, err))
	}
	return row.text("hierarchy")
}
