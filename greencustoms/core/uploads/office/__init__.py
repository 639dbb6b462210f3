"""Documents of office programs: archives of XML, with pictures and sometimes with programs in them."""
