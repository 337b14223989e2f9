package main

import (
	"net"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/gocql/gocql"
)

// longestKey is what Cassandra takes as a key, in bytes.
const longestKey = 65535

type cassandra struct{ session *gocql.Session }

func openCassandra(address string) (cassandra, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return cassandra{}, err
	}
	cluster := gocql.NewCluster(host)
	if cluster.Port, err = strconv.Atoi(port); err != nil {
		return cassandra{}, err
	}
	cluster.Consistency = gocql.LocalOne
	cluster.Timeout = 30 * time.Second
	cluster.ConnectTimeout = 30 * time.Second
	cluster.RetryPolicy = &gocql.ExponentialBackoffRetryPolicy{NumRetries: 3, Min: 100 * time.Millisecond, Max: 2 * time.Second}
	session, err := cluster.CreateSession()
	return cassandra{session}, err
}

// Each selects every column, so that installations without some of them need no case of their own.
func (c cassandra) Each(table string, key Key, take func(Row)) error {
	keyspace, name, _ := strings.Cut(table, ".")
	meta, err := c.session.KeyspaceMetadata(keyspace)
	if err != nil {
		return absent(err)
	}
	if meta.Tables[name] == nil {
		return errNoTable
	}
	var where []string
	var values []any
	for column, value := range key {
		if value == "" || len(value) > longestKey {
			return nil // no row can have it, and Cassandra refuses the question
		}
		where = append(where, column+" = ?")
		values = append(values, value)
	}
	cql := "SELECT * FROM " + table + " WHERE " + strings.Join(where, " AND ")
	iter := c.session.Query(cql, values...).PageSize(500).Iter()
	scanAll(iter, take)
	return iter.Close()
}

func absent(err error) error {
	if err == gocql.ErrKeyspaceDoesNotExist {
		return errNoTable
	}
	return err
}

// scanAll scans into pointers to pointers, the only way in which gocql tells null from zero.
func scanAll(iter *gocql.Iter, take func(Row)) {
	columns := iter.Columns()
	for {
		cells := make([]any, len(columns))
		for i, column := range columns {
			cells[i] = reflect.New(reflect.TypeOf(column.TypeInfo.New())).Interface()
		}
		if !iter.Scan(cells...) {
			return
		}
		row := Row{}
		for i, column := range columns {
			if pointer := reflect.ValueOf(cells[i]).Elem(); !pointer.IsNil() {
				row[column.Name] = pointer.Elem().Interface()
			}
		}
		take(row)
	}
}
