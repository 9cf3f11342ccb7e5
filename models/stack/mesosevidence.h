// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/mesosdiagnosis.h"

/// What diagnoseMesos() reasons with; not for others. All pure.
namespace stack {

/// The masters by what they do.
struct Roll
{
    explicit Roll(const MesosSymptoms &symptoms);

    QStringList up; ///< they answer, with whatever
    QStringList silent; ///< no connection, or no answer
    int leaderless = 0; ///< of those up: say that none leads

    qsizetype count(core::Error::Kind kind) const;
    QStringList namesWith(core::Error::Kind kind) const; ///< hosts

private:
    QList<QPair<QString, core::Error::Kind>> m_failures; ///< of the silent ones
};

/// "10.130.96.11:5050", "a and b", "a, b and c"
QString namesOf(const QStringList &names);

/// One row per master, then the network, then credentials and clock.
QList<Evidence> mesosEvidence(const MesosSymptoms &symptoms);

} // namespace stack
