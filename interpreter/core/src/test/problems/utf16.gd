read("utf16.csv")
