if 3 then 1 else 2
"a" + 1
