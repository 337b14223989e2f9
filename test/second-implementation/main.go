// A second, independent reading of docs/domain.md: prints the course progress report's file on stdout. See README.md.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"time"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "second-implementation:", err)
		os.Exit(1)
	}
}

func run() error {
	var asked request
	var names tables
	address := flag.String("cassandra", "", "host:port to read from")
	rows := flag.String("rows", "", `file to read instead: {"sunbird.user": [{...}], ...}; timestamps are epoch ms or RFC 3339`)
	flag.StringVar(&asked.courseID, "course", "", "course id")
	flag.StringVar(&asked.batchID, "batch", "", "batch id")
	flag.StringVar(&names.sunbird, "sunbird", "sunbird", "keyspace of users and organisations")
	flag.StringVar(&names.courses, "courses", "sunbird_courses", "keyspace of batches and enrolments")
	flag.StringVar(&names.hierarchy, "hierarchy", "dev_hierarchy_store", "keyspace of content_hierarchy")
	flag.StringVar(&names.enrolments, "enrolments", "report_user_enrolments", "table of enrolments")
	private := flag.String("private", "course-tenant", "who has private columns: course-tenant or always")
	contacts := flag.String("contacts", "masked", "masked or full")
	flag.StringVar(&asked.salt, "salt", "SunBird", "sunbird_encryption_key")
	started := flag.String("run-started", time.Now().Format(time.RFC3339), "RFC 3339; consents must outlast it")
	flag.Parse()

	var err error
	if asked.runStarted, err = time.Parse(time.RFC3339Nano, *started); err != nil {
		return err
	}
	if asked.privateAlways, err = isSecond("private", *private, "course-tenant", "always"); err != nil {
		return err
	}
	if asked.fullContacts, err = isSecond("contacts", *contacts, "masked", "full"); err != nil {
		return err
	}
	source, err := openSource(*address, *rows)
	if err != nil {
		return err
	}
	return write(os.Stdout, newDatabase(source, names), asked)
}

func isSecond(flagName, value, first, second string) (bool, error) {
	if value != first && value != second {
		return false, fmt.Errorf("-%s takes %s or %s", flagName, first, second)
	}
	return value == second, nil
}

func openSource(address, rows string) (Source, error) {
	if (address == "") == (rows == "") {
		return nil, errors.New("say where to read: either -cassandra 127.0.0.1:PORT or -rows FILE")
	}
	if rows != "" {
		return openRowsFile(rows)
	}
	return openCassandra(address)
}
