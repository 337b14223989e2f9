package main

import "errors"

// Source reads tables by key.
type Source interface {
	// Each calls take with every row of the table (keyspace.table) whose columns hold these texts. A table that does
	// not exist is errNoTable.
	Each(table string, key Key, take func(Row)) error
}

// Key is the columns that a read names, and their values.
type Key map[string]string

var errNoTable = errors.New("no such table")
