// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/encoding.h"

#include <QJsonValue>

/// Thrift messages as trees that can be compared: the shape of TJSON, from either encoding, with sets sorted and the
/// sequence number left out. Reads with Qt alone, so that a fault of the product's library cannot hide itself.
namespace wiretree {

/// Undefined when the bytes are no message.
QJsonValue parsed(const QByteArray &message, aurora::Encoding encoding);

} // namespace wiretree
