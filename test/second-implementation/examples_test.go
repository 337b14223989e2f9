package main

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"
)

const page = "../../docs/domain.md"

// example is a record of a table of the page: its cells, JSON each.
type example []string

func (e example) as(t *testing.T, column int, target any) {
	t.Helper()
	if err := json.Unmarshal([]byte(e[column]), target); err != nil {
		t.Fatalf("%s: %v", e[column], err)
	}
}

func (e example) text(t *testing.T, column int) string {
	var text string
	e.as(t, column, &text)
	return text
}

var cell = regexp.MustCompile("`([^`]*)`")

// examples reads the records under the table head that starts so.
func examples(t *testing.T, head string) []example {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	_, after, found := strings.Cut(string(text), "\n| "+head)
	if !found {
		t.Fatalf("%s has no table %q", page, head)
	}
	var all []example
	for _, line := range strings.Split(after, "\n")[2:] {
		if !strings.HasPrefix(line, "|") {
			break
		}
		var one example
		for _, match := range cell.FindAllStringSubmatch(line, -1) {
			one = append(one, match[1])
		}
		all = append(all, one)
	}
	if len(all) == 0 {
		t.Fatalf("the table %q is empty", head)
	}
	return all
}

// holds compares the second cell of each example with what the rule makes of the first.
func holds(t *testing.T, head string, rule func(string) string) {
	t.Helper()
	for _, one := range examples(t, head) {
		if got, want := rule(one.text(t, 0)), one.text(t, 1); got != want {
			t.Errorf("%s: got %q, want %q", one[0], got, want)
		}
	}
}

func TestMasks(t *testing.T) {
	holds(t, "Example: maskedemail", func(s string) string { return maskedCell(s, maskEmail) })
	holds(t, "Example: maskedphone", func(s string) string { return maskedCell(s, maskPhone) })
}

func TestDates(t *testing.T) { holds(t, "Example: stored text", dayOfText) }

func TestFields(t *testing.T) {
	holds(t, "Example: cell", func(s string) string { return quoted(withoutFormula(s)) })
}

func TestCipher(t *testing.T) {
	for _, one := range examples(t, "Example: plain") {
		if got, want := plainContact(one.text(t, 2), one.text(t, 1)), one.text(t, 0); got != want {
			t.Errorf("%s: got %q", one[0], got)
		}
	}
}

func TestProgress(t *testing.T) {
	for _, one := range examples(t, "Example: leaf count") {
		var leaves, stored, finished *int
		var completed bool
		var contents []int
		for column, target := range []any{&leaves, &completed, &contents, &stored, &finished} {
			one.as(t, column, target)
		}
		row, count := Row{}, leafCount(0)
		if leaves != nil {
			count = leafCount(*leaves)
		}
		if completed {
			row["completedon"] = time.Now()
		}
		if contents != nil {
			row["contentstatus"] = statesOf(contents[0], contents[1])
		}
		if stored != nil {
			row["completionpercentage"] = *stored
		}
		if finished != nil {
			row["progress"] = *finished
		}
		if got, want := courseProgress(row, count), one.text(t, 5); got != want {
			t.Errorf("%v: got %s", one, got)
		}
	}
}

func statesOf(done, begun int) map[string]int {
	states := map[string]int{}
	for i := range done + begun {
		states[string(rune('a'+i))] = 1
		if i < done {
			states[string(rune('a'+i))] = 2
		}
	}
	return states
}

func TestDistrictAndBlock(t *testing.T) {
	file := rowsFile{}
	for _, one := range examples(t, "Location ") {
		row := Row{"id": one.text(t, 0), "name": one.text(t, 1), "type": one.text(t, 2), "parentid": one.text(t, 3)}
		file["sunbird.location"] = append(file["sunbird.location"], row)
	}
	db := newDatabase(file, tables{sunbird: "sunbird"})
	for _, one := range examples(t, "Example: profile's ids") {
		var profile []string
		var theirs [][]string
		one.as(t, 0, &profile)
		one.as(t, 1, &theirs)
		var schools []Row
		for _, ids := range theirs {
			schools = append(schools, Row{"locationids": ids})
		}
		place := db.learnersPlace(profile, schools)
		if got := db.nameOf(place.district); got != one.text(t, 2) {
			t.Errorf("%v: district %q", one, got)
		}
		if got := db.nameOf(place.block); got != one.text(t, 3) {
			t.Errorf("%v: block %q", one, got)
		}
	}
}
