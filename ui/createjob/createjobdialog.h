// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/updatevalues.h"
#include "models/jobs/jobtemplate.h"

#include <QDialog>

#include <functional>
#include <optional>
#include <stop_token>

class QComboBox;
class QLabel;
class QPushButton;

namespace aurora {
class Client;
}

namespace ui {

class BindingForm;
class DryRunView;
class JobPreview;
class PlanHead;
class Segments;
class UpdatePace;

/// "New job…": a template, a saved file or a clone, the form of its bindings, the job that comes of it, a dry run. Or
/// "Update…" of a job: the job as it is or a file of it, and what becomes different.
/// Sends nothing: Plan… hands the job on to who plans. Object name "createJobDialog". GUI thread.
class CreateJobDialog final : public QDialog
{
    Q_OBJECT
public:
    struct Place
    {
        QString stack;
        config::Tier tier = config::Tier::Production;
        jobs::Surroundings surroundings;
        /// Why a new job cannot have the name, in a sentence; empty: it can. Not set: only the plan knows.
        std::function<QString(const aurora::JobKey &)> whyTaken{};
    };
    /// `templates`: shipped and the user's, in the order to show; faulty ones are told as such when they are chosen.
    CreateJobDialog(Place place, QList<jobs::TemplateReading> templates, QWidget *parent = nullptr);
    ~CreateJobDialog() override; ///< a dry run under way is given up

    /// Puts a clone first and chooses it.
    void setClone(const jobs::JobTemplate &clone);
    /// Puts a job that is to be changed first, as it is, and takes no definition of another one.
    void setChange(const jobs::JobTemplate &asItIs);
    aurora::UpdateSettings pace() const; ///< of an update: how it rolls
    void setTiers(const QStringList &tiers); ///< once the scheduler has named them
    void chooseTemplate(const QString &title); ///< as it stands in the list; nothing where there is none

    /// File pickers are asked through these, so that a test can answer: a path, empty for none.
    std::function<QString()> askFileToOpen;
    std::function<QString(const QString &suggestion)> askFileToSave;

    /// Dry runs are put to the scheduler's client of that moment: a sign-in makes another one. Null: it has gone.
    void askThrough(std::function<aurora::Client *()> client);
    /// The answer to dryRunRequested(); one to an earlier job is dropped by its number.
    void setDryRun(quint64 number, const core::Result<aurora::TaskConfig> &answer);

    const jobs::Resolution &resolution() const { return m_resolution; }

signals:
    void dryRunRequested(quint64 number, const aurora::JobConfiguration &job);
    void planRequested(const aurora::JobConfiguration &job);

private:
    QWidget *buildLeft();
    QWidget *buildRight();
    QWidget *buildFoot();
    void readTheme();
    void choose(int index);
    void openFile();
    void save();
    void refresh();
    void showPreview();
    void tell(const QString &sentence, bool wrong);
    QList<config::Mistake> mistakesOfName() const;
    void setTitle();
    bool isReady(); ///< else the first field at fault gets the focus
    void plan();
    void dryRun();

    Place m_place;
    QList<jobs::TemplateReading> m_templates;
    jobs::JobTemplate m_template;
    jobs::Resolution m_resolution;
    std::optional<aurora::JobConfiguration> m_changed; ///< the job that is to become another; nothing: a new one
    int m_chosen = -1;
    quint64 m_dryRun = 0; ///< number of the last one asked for; 0: none for the job as it is
    std::stop_source m_asking;
    bool m_insist = false; ///< Plan… was pressed: untouched fields are judged, too

    PlanHead *m_head;
    QComboBox *m_source = nullptr;
    QLabel *m_help = nullptr;
    BindingForm *m_form = nullptr;
    UpdatePace *m_pace = nullptr;
    Segments *m_view = nullptr;
    JobPreview *m_preview = nullptr;
    DryRunView *m_answer = nullptr;
    QLabel *m_verdict = nullptr;
    QPushButton *m_dryRunButton = nullptr;
    QPushButton *m_saveButton = nullptr;
    QPushButton *m_planButton = nullptr;
};

} // namespace ui
