package cpu

// Name is the processor's, which this one does not say.
func Name() string { return "" }
