// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/handover/bundle.h"

/// Files of a bundle that are made from what is there. Not for others. Pure.
namespace handover {

QByteArray needsFile(const HandOver &handOver); ///< rows as `comportactl needs -o json` prints them
QByteArray healthFile(const stack::Stack &stack); ///< verdict, evidence and steps, a line each
QByteArray nightFile(const dag::Night &night); ///< JSON: the run and each node with its state
QByteArray actionsFile(const QList<actions::Record> &records); ///< JSON, newest first
QByteArray auditFile(const QList<actions::AuditEntry> &entries); ///< CSV
QByteArray aboutFile(const stack::Stack &stack, const HandOver &handOver); ///< versions, when and by whom

} // namespace handover
