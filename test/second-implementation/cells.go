package main

// cells answers the twelve columns of a learner (3.6), of whom one without a user row has four.
func (r *report) cells(e enrolment) []string {
	cells := []string{"", trim(e.userID), "", "", "", "", "", "", "", e.enrolled, e.progress, e.completed}
	user := r.db.user(e.userID)
	kind := kindOf(user, r.custodianOrg)
	if kind == gone {
		return cells
	}
	profile := locationList(user, "profilelocation")
	schools := r.db.schools(e.userID, user.text("rootorgid"))
	place := r.db.learnersPlace(profile, schools)
	cells[2] = nameOf(user)
	cells[3], cells[4] = r.contacts(user, e.userID)
	if kind != unaffiliated {
		cells[5] = trim(r.db.organisation(user.text("rootorgid")).text("orgname"))
	}
	cells[6] = r.db.nameOf(place.district)

	identities := r.db.ofUser("usr_external_identity", e.userID)
	var to declared
	if kind == custodian {
		to = declaredTo(r.org, r.db.ofUser("user_declarations", e.userID), identities)
	}
	if !r.maySee(kind, user, profile, to) {
		return cells
	}
	if kind == state {
		cells[0] = r.db.stateIssuedID(user, identities)
	} else {
		cells[0] = to.value("declared-ext-id")
	}
	cells[7] = firstText(to.value("declared-school-name"), r.db.schoolName(schools, profile))
	cells[8] = r.db.nameOf(place.block)
	return cells
}

func nameOf(user Row) string {
	return trim(trim(user.text("firstname")) + " " + trim(user.text("lastname")))
}

// contacts are masked, or in full where the operator allows it and the learner consented.
func (r *report) contacts(user Row, userID string) (email, phone string) {
	email = maskedCell(user.text("maskedemail"), maskEmail)
	phone = maskedCell(user.text("maskedphone"), maskPhone)
	if r.fullContacts && r.db.consented(userID, r.org.id, r.courseID, r.runStarted) {
		email = firstText(plainContact(user.text("email"), r.salt), email)
		phone = firstText(plainContact(user.text("phone"), r.salt), phone)
	}
	return email, phone
}
