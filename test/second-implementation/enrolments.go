package main

import "sort"

// enrolment is what the report keeps of a row: contentstatus can be 10 KB, so it is counted while reading.
type enrolment struct{ userID, enrolled, progress, completed string }

// enrolments answers the batch's active learners in the order of their ids (3.2).
func (d *database) enrolments(courseID, batchID string, leaves leafCount) []enrolment {
	var all []enrolment
	d.each(d.tables.courses+"."+d.tables.enrolments, Key{"batchid": batchID}, func(row Row) {
		if row.text("courseid") == courseID && row.isTrue("active") && !isBlank(row.text("userid")) {
			all = append(all, enrolmentOf(row, leaves))
		}
	})
	sort.SliceStable(all, func(i, j int) bool { return all[i].userID < all[j].userID })
	return all
}

func enrolmentOf(row Row, leaves leafCount) enrolment {
	return enrolment{
		userID:    row.text("userid"),
		enrolled:  storedDay(row, "enrolled_date", "enrolleddate"),
		progress:  courseProgress(row, leaves),
		completed: storedDay(row, "completedon", ""),
	}
}
