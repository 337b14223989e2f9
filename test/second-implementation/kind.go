package main

type kind int

const (
	gone kind = iota // no user row, or deleted: both have the same cells
	unaffiliated
	custodian
	state
)

// kindOf is 3.3.
func kindOf(user Row, custodianOrg string) kind {
	status, known := user.number("status")
	switch {
	case user == nil, user.isTrue("isdeleted"), known && status == 2:
		return gone
	case isBlank(user.text("rootorgid")):
		return unaffiliated
	case user.text("rootorgid") == custodianOrg:
		return custodian
	}
	return state
}
