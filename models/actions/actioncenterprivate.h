// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/actioncenter.h"
#include "models/actions/errors.h"
#include "models/actions/journal.h"
#include "models/actions/runner.h"

#include <QHash>
#include <QPointer>

namespace actions {

struct ActionCenter::Private
{
    ActionCenter *q;
    ActionOptions options;
    const core::Clock &clock;
    std::shared_ptr<Journal> journal;
    Arming *arming;
    Verbs verbs{};
    QHash<QString, std::shared_ptr<Runner>> runners{};
    QSet<QByteArray> beginning{}; ///< fingerprints of plans that are being written into the journal
    QList<Record> records{}; ///< newest first
    bool loaded = false;

    QString notAllowed() const;
    QStringList othersOn(const Plan &plan) const;
    bool runsAlready(const Plan &plan) const; ///< the same from the same state, a click ago
    Record *find(const QString &id);
    std::shared_ptr<Runner> start(Record record, const std::shared_ptr<Verb> &verb);
    void onTold(const Record &record);
    void noteUndone(const Record &record);
    void audit(const QString &kind, const QString &what, const QString &why);
    QCoro::Task<void> reload();
};

inline core::Error refusal(const QString &sentence)
{
    return errorOf(core::Error::Kind::Config, sentence);
}

inline core::Error gone()
{
    return errorOf(core::Error::Kind::Cancelled, {});
}

} // namespace actions
