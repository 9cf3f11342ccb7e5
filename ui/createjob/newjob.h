// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/jobs/jobtemplate.h"
#include "models/stack/stack.h"
#include "ui/shell/page.h"

#include <QPointer>

#include <functional>
#include <optional>
#include <stop_token>

namespace ui {

class CreateJobDialog;

/// Leads from "New job…", "Clone…" or "Update…" over the dialog to the plan: the dialog stays under its plan, so that
/// Cancel there comes back to what was typed, and closes once the job is sent. A stack with an Aurora only. GUI thread.
class NewJob final : public QObject
{
    Q_OBJECT
public:
    /// The dialogs open over the window of `place`.
    NewJob(stack::Stack *stack, Navigator *navigator, QWidget *place);
    ~NewJob() override;

    void begin(); ///< shipped templates and the user's own
    /// What is filled in before anybody looks; false: it does not fit what the job is by now.
    using Change = std::function<bool(aurora::TaskConfig &config)>;
    /// Like a job that runs, or its last run; the strip tells why not. The last wish counts.
    void clone(const aurora::JobKey &job, std::optional<int> instance = std::nullopt, Change change = {});
    /// A service by an update, a cron job by another schedule or definition; the strip tells why not.
    void change(const aurora::JobKey &job);

private:
    using Take = std::function<void(const aurora::JobConfiguration &source)>;
    void read(const aurora::JobKey &job, std::optional<int> instance, Take take);
    CreateJobDialog *open();
    void plan(CreateJobDialog *dialog, const actions::Request &request);
    void openClone(const aurora::JobConfiguration &source, const Change &change);
    void openChange(const aurora::JobConfiguration &source);
    jobs::Surroundings surroundings() const;
    void readTiers();

    stack::Stack *m_stack;
    Navigator *m_navigator;
    QWidget *m_place;
    QStringList m_tiers; ///< empty: not answered yet
    QPointer<CreateJobDialog> m_dialog;
    std::stop_source m_reading;
};

} // namespace ui
