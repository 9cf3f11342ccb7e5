// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace ui {

/// Terms of the filter language as they stand in the field: split at blanks outside quotes.
QStringList splitTerms(const QString &text);
/// `text` with the term joined; the term's opposite (`!term`) is taken out, the term itself is not doubled.
QString withTerm(const QString &text, const QString &term);
/// The word that ends at `position`, without a leading `!`; empty when a column has been named already.
QString wordBefore(const QString &text, int position);

} // namespace ui
