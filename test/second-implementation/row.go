package main

import (
	"encoding/json"
	"time"
)

// Row is a table's row by column name; an absent column and nil are both null. Values are what gocql gives, or what
// encoding/json gives with UseNumber.
type Row map[string]any

func (r Row) text(column string) string {
	s, _ := r[column].(string)
	return s
}

func (r Row) isNull(column string) bool { return r[column] == nil }

func (r Row) isTrue(column string) bool {
	b, ok := r[column].(bool)
	return ok && b
}

// number tells null from 0.
func (r Row) number(column string) (n int64, known bool) { return wholeNumber(r[column]) }

func wholeNumber(value any) (int64, bool) {
	switch v := value.(type) {
	case int:
		return int64(v), true
	case json.Number:
		n, err := v.Int64()
		return n, err == nil
	}
	return 0, false
}

// moment answers epoch milliseconds. In a JSON dump a timestamp is that number, or text of RFC 3339.
func (r Row) moment(column string) (ms int64, known bool) {
	switch v := r[column].(type) {
	case time.Time:
		return v.UnixMilli(), true
	case json.Number:
		n, err := v.Int64()
		return n, err == nil
	case string:
		t, err := time.Parse(time.RFC3339Nano, v)
		return t.UnixMilli(), err == nil
	}
	return 0, false
}

func (r Row) texts(column string) []string {
	switch v := r[column].(type) {
	case []string:
		return v
	case []any:
		var all []string
		for _, item := range v {
			if s, ok := item.(string); ok {
				all = append(all, s)
			}
		}
		return all
	}
	return nil
}

// textIn reads one key of a map<text, text>.
func (r Row) textIn(column, key string) string {
	switch v := r[column].(type) {
	case map[string]string:
		return v[key]
	case map[string]any:
		s, _ := v[key].(string)
		return s
	}
	return ""
}

// counts answers how many entries a map<text, int> has, and how many of them hold the value.
func (r Row) counts(column string, wanted int64) (entries, having int64) {
	count := func(value any) {
		entries++
		if n, ok := wholeNumber(value); ok && n == wanted {
			having++
		}
	}
	switch v := r[column].(type) {
	case map[string]int:
		for _, value := range v {
			count(value)
		}
	case map[string]any:
		for _, value := range v {
			count(value)
		}
	}
	return entries, having
}
