package main

import (
	"encoding/json"
	"math"
	"strconv"
)

// leafCount is the number of the course's contents; 0 is unknown.
type leafCount int64

// leavesIn reads it from the course's JSON; what is missing or unreadable there is no error (2).
func leavesIn(hierarchy string) leafCount {
	// A map and not a struct, whose field would also be filled from LEAFNODESCOUNT.
	var course map[string]json.RawMessage
	if json.Unmarshal([]byte(hierarchy), &course) != nil {
		return 0
	}
	var count float64
	if json.Unmarshal(course["leafNodesCount"], &count) != nil || count != math.Trunc(count) || count <= 0 {
		return 0
	}
	// No share of an int of CQL is larger than 0 far below this, and it keeps the product in 64 bits.
	return leafCount(math.Min(count, 1<<53))
}

// courseProgress is 3.8.
func courseProgress(row Row, leaves leafCount) string {
	return strconv.FormatInt(percent(row, int64(leaves)), 10) + "%"
}

func percent(row Row, leaves int64) int64 {
	if !row.isNull("completedon") {
		return 100
	}
	if entries, done := row.counts("contentstatus", 2); leaves > 0 && entries > 0 {
		return share(done, leaves)
	}
	if stored, known := row.number("completionpercentage"); known {
		return min(max(stored, 0), 100)
	}
	if finished, known := row.number("progress"); known && leaves > 0 {
		return share(max(finished, 0), leaves)
	}
	return 0
}

func share(done, leaves int64) int64 {
	if done >= leaves {
		return 100
	}
	roundedHalfUp := (200*done + leaves) / (2 * leaves)
	return min(roundedHalfUp, 99)
}
