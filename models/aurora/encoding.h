// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace aurora {

/// The two ways in which Thrift messages travel here. Binary is half the size and a tenth of the server's time.
enum class Encoding : unsigned char { Binary, Tjson };

/// For Content-Type and for Accept. One value exactly: the scheduler takes lists of types for JSON.
inline QByteArray mediaType(Encoding encoding)
{
    return encoding == Encoding::Binary ? "application/vnd.apache.thrift.binary" : "application/vnd.apache.thrift.json";
}

} // namespace aurora
