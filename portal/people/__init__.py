"""People of partners: inviting, joining, removing. Rules in `inviting` and `joining`, the rest are forms and pages."""
