// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/arming.h"
#include "models/actions/audit.h"
#include "models/actions/consent.h"
#include "models/actions/pace.h"
#include "models/actions/touch.h"
#include "models/actions/verb.h"

#include <QObject>

#include <memory>

namespace actions {

struct ActionOptions
{
    QString stack;
    bool production = false;
    QString file{}; ///< journal and audit log; ":memory:" keeps nothing
    QString user{}; ///< user@host; empty: of this process
    Pace pace{};
    /// A window must be armed for each confirm(); a command line brings its consent in its flags.
    enum class Authority { Armed, ExplicitConsent } authority = Authority::Armed;
    int cap = GradingFacts::defaultCap; ///< kills and terminations of one action without a further acknowledgement
};

/// Every write to one stack goes through here: plan → confirm → hold → read again → run → outcome, each step journaled
/// before it is sent. Deleting it leaves what runs as it is in the journal, where the next console finds it.
/// Thread: GUI thread.
class ActionCenter : public QObject
{
    Q_OBJECT
public:
    ActionCenter(ActionOptions options, const core::Clock &clock, QObject *parent = nullptr);
    ~ActionCenter() override;

    Verbs &verbs() const;
    Arming *arming() const;
    const ActionOptions &options() const;

    /// From a fresh read. Adds what this and other consoles do on the same objects to `others`. Sends nothing.
    QCoro::Task<core::Result<Plan>> plan(Request request, std::stop_token stop = {});
    /// Journals the action and starts its hold. Returns its id. Config: what is missing, in one sentence (not armed, a
    /// wrong number); Storage: the journal cannot be written; then nothing is sent.
    QCoro::Task<core::Result<QString>> confirm(Plan plan, Consent consent);
    /// Grade 0 only: plan and confirm in one; the strip says what happens, cancel() within the hold is its Undo.
    QCoro::Task<core::Result<QString>> act(Request request, QString reason = {});

    void cancel(const QString &id); ///< within the hold: nothing is sent
    void stop(const QString &id); ///< after the step under way; what is done stays done
    QString stopWords(const QString &id) const; ///< "4 of 6 steps stay done; 2 are not begun."
    /// Goes on with the steps that are left; each is looked at first.
    QCoro::Task<core::Result<void>> resume(QString id);
    /// The request that does what refused or failed, or nothing. To be planned as any other.
    std::optional<Request> retryRequest(const QString &id) const;
    std::optional<Request> undoRequest(const QString &id) const; ///< within 24 h, once
    QCoro::Task<core::Result<void>> dismiss(QString id, QString reason); ///< a half-done one is left so

    /// Newest first: what is under way or half done, and the last ones that ended.
    QList<Record> records() const;
    std::optional<Record> record(const QString &id) const;
    /// What was done to these objects (Step::object), however long ago, newest action first: records() ends with the
    /// last few hundred.
    QCoro::Task<core::Result<QList<Touch>>> touches(QStringList objects);
    QCoro::Task<core::Result<QList<Entry>>> journal(QString id); ///< newest first
    QCoro::Task<core::Result<QList<AuditEntry>>> audit(AuditQuery query); ///< newest first
    QString notice() const; ///< what ails the journal, in one sentence; empty: nothing
    bool isLoaded() const; ///< the journal was read

signals:
    void loaded();
    void recordsChanged();
    void recordChanged(const actions::Record &record);
    void finished(const actions::Record &record); ///< done, half done, failed, void or cancelled
    void auditChanged();
    void noticeChanged();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace actions
