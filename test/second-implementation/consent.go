package main

import "time"

// consented is whether the learner lets the course org see her contacts in full (5).
func (d *database) consented(userID, courseOrg, courseID string, runStarted time.Time) bool {
	if courseOrg == "" {
		return false
	}
	row := d.row(d.tables.sunbird+".user_consent",
		Key{"user_id": userID, "consumer_id": courseOrg, "object_id": courseID})
	expiry, known := row.moment("expiry")
	return norm(row.text("status")) == "active" && (!known || expiry > runStarted.UnixMilli())
}
