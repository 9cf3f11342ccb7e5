// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace handover {

/// A text without what would let somebody in: values of passwords, tokens and keys by the names they go by, in
/// assignments, JSON, command lines and headers; logins in addresses; access keys of AWS, JSON web tokens, private
/// keys; and each of `known`, word for word. What nothing marks as a secret stays: whoever passes it on looks first.
/// Any thread.
QString withoutSecrets(QString text, const QStringList &known = {});

} // namespace handover
