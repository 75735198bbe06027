// The decimal text of floats, for print and for panics.
#ifndef OGO_RUNTIME_OS_FLOATTEXT_H
#define OGO_RUNTIME_OS_FLOATTEXT_H

#include <stdint.h>

namespace ogo::rt {

/// No text of a float is longer: sign, 17 digits, point, "e-324".
constexpr unsigned MaxFloatText = 24;

/// Writes the shortest decimal that reads back as \p V (as a float32 if \p Bits
/// is 32), in the form of strconv's 'g' with precision -1; returns its length.
unsigned formatFloat(double V, unsigned Bits, char *Out);

} // namespace ogo::rt

#endif // OGO_RUNTIME_OS_FLOATTEXT_H
