package main

import "encoding/json"

// locationList is the ids of a profile (profilelocation) or of an organisation (orglocation), 3.5.
func locationList(row Row, jsonColumn string) []string {
	if ids := idsInJSON(row.text(jsonColumn)); len(ids) > 0 {
		return ids
	}
	var ids []string
	for _, id := range row.texts("locationids") {
		if !isBlank(id) {
			ids = append(ids, id)
		}
	}
	return ids
}

func idsInJSON(text string) []string {
	var items []json.RawMessage
	if json.Unmarshal([]byte(text), &items) != nil {
		return nil
	}
	var ids []string
	for _, item := range items {
		// A map, because a struct's field would also be filled from "ID".
		var object map[string]json.RawMessage
		var id string
		if json.Unmarshal(item, &object) == nil && json.Unmarshal(object["id"], &id) == nil && !isBlank(id) {
			ids = append(ids, id)
		}
	}
	return ids
}
