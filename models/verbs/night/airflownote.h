// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/airflow/calls.h"
#include "models/verbs/context.h"

#include <qcoro/qcorotask.h>

namespace verbs {

/// "the disk was made larger (OPS-7) – ana@bastion"; empty where no reason was given.
QString noteText(const actions::Sending &sending);

/// `text` above what stands there already, cut to what Airflow takes. The same text is not written twice.
QString noteOver(const QString &text, const QString &before);

/// Leaves the reason of an order in Airflow, as the note of tasks or, without a task's id, of runs, for whoever looks
/// there. What stood there is kept below. The order is done by then, so a note that cannot be written is no error of
/// it: returns what is to be said of it after the order's answer ("; no note: 403 …"); empty: nothing.
QCoro::Task<QString> leaveNote(Context context, QList<airflow::calls::TaskKey> places, actions::Sending sending,
                               std::stop_token stop);

/// The same of one place whose note was read for another reason a moment before.
QCoro::Task<QString> leaveNoteOver(Context context, airflow::calls::TaskKey place, QString before,
                                   actions::Sending sending, std::stop_token stop);

} // namespace verbs
