package main

import (
	"encoding/json"
	"os"
)

// rowsFile is a JSON dump {"keyspace.table": [{column: value}]}; a table that it does not name is empty.
type rowsFile map[string][]Row

func openRowsFile(path string) (rowsFile, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	decoder := json.NewDecoder(file)
	decoder.UseNumber()
	var tables rowsFile
	err = decoder.Decode(&tables)
	return tables, err
}

func (f rowsFile) Each(table string, key Key, take func(Row)) error {
	for _, row := range f[table] {
		if row.has(key) {
			take(row)
		}
	}
	return nil
}

func (r Row) has(key Key) bool {
	for column, value := range key {
		if r[column] != value {
			return false
		}
	}
	return true
}
