package main

import (
	"cmp"
	"slices"
	"strings"
)

// issuedID is the id as issued, where the row has it.
func issuedID(row Row) string {
	return firstText(row.text("originalexternalid"), row.text("externalid"))
}

// firstIssued answers the first issued id that is not blank.
func firstIssued(rows []Row) string {
	for _, row := range rows {
		if id := issuedID(row); id != "" {
			return id
		}
	}
	return ""
}

// namesOf is what rows may call an organisation, in norm: its id and its channel.
func namesOf(id, channel string) []string {
	names := []string{norm(id)}
	if !isBlank(channel) {
		names = append(names, norm(channel))
	}
	return names
}

// stateIssuedID is the External ID of a state user (3.6).
func (d *database) stateIssuedID(user Row, identities []Row) string {
	tenant := user.text("rootorgid")
	channel := user.text("channel")
	if row := d.organisation(tenant); row != nil {
		channel = row.text("channel")
	}
	names := namesOf(tenant, channel)
	byTenantFirst := func(row Row) int {
		if norm(row.text("provider")) == norm(tenant) {
			return 0
		}
		return 1
	}
	var own []Row
	for _, row := range identities {
		if slices.Contains(names, norm(row.text("idtype"))) && slices.Contains(names, norm(row.text("provider"))) {
			own = append(own, row)
		}
	}
	slices.SortStableFunc(own, func(a, b Row) int {
		return cmp.Or(cmp.Compare(byTenantFirst(a), byTenantFirst(b)), byText(a, b, "idtype", "provider"))
	})
	return firstIssued(own)
}

// byText orders by the columns' bytes, which is the order of code points.
func byText(a, b Row, columns ...string) int {
	for _, column := range columns {
		if order := strings.Compare(a.text(column), b.text(column)); order != 0 {
			return order
		}
	}
	return 0
}
