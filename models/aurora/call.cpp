// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/call.h"

namespace aurora {

QByteArray Call::body(Encoding encoding, int sequence) const
{
    return m_encode(m_method, encoding, sequence);
}

} // namespace aurora
