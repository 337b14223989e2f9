// A reader of CSV files that is not JavaScript: prints the records of a file as JSON, or says what is wrong with it.
package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
)

func main() {
	content, err := os.ReadFile(os.Args[1])
	if err == nil {
		// Every record must have as many fields as the first.
		reader := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))))
		var records [][]string
		if records, err = reader.ReadAll(); err == nil {
			err = json.NewEncoder(os.Stdout).Encode(records)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
