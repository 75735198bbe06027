module typefacts

go 1.23
