// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/configview.h"

#include "models/core/errortext.h"
#include "models/core/format.h"
#include "models/core/whendone.h"
#include "models/jobs/library.h"
#include "models/stack/configkeeper.h"
#include "models/verbs/jobs/selection.h"
#include "models/verbs/jobs/sourcejob.h"
#include "ui/createjob/jobpreview.h"
#include "ui/style/theme.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <qcoro/qcorotask.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int nothing = -1; ///< data of m_against: not compared
constexpr int aFile = -2; ///< a file is asked for

QString instancesOf(const aurora::ConfigGroup &group)
{
    QList<int> instances;
    for (const aurora::InstanceRange &range : group.instances) {
        for (int i = range.first; i <= range.last; ++i)
            instances << i;
    }
    return verbs::rangesText(instances);
}

} // namespace

ConfigView::ConfigView(stack::Stack *stack, QWidget *parent)
    : QWidget(parent)
    , m_stack(stack)
    , m_shown(new QComboBox(this))
    , m_against(new QComboBox(this))
    , m_words(new QLabel(this))
    , m_preview(new JobPreview(this))
{
    setObjectName(u"jobConfiguration"_s);
    m_shown->setObjectName(u"configShown"_s);
    m_shown->setAccessibleName(tr("Configuration"));
    m_against->setObjectName(u"configAgainst"_s);
    m_words->setObjectName(u"configWords"_s);
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_preview->setAccessibleName(tr("Configuration"));
    for (QComboBox *box : { m_shown, m_against }) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(18);
    }
    askFileToOpen = [this] {
        return QFileDialog::getOpenFileName(this, tr("Compare with a job definition"), jobs::userTemplateDir(),
                                            tr("Job definitions (*.yaml *.yml)"));
    };
    auto *with = new QLabel(tr("&compared with"), this);
    with->setBuddy(m_against);

    const Theme *theme = Theme::instance();
    auto *row = new QHBoxLayout;
    row->setContentsMargins(theme->px(12), 0, theme->px(12), 0);
    row->setSpacing(theme->px(8));
    row->addWidget(m_shown, 1);
    row->addWidget(with);
    row->addWidget(m_against, 1);
    row->addStretch(1);
    m_words->setContentsMargins(theme->px(12), 0, theme->px(12), 0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme->px(6));
    column->addLayout(row);
    column->addWidget(m_words);
    column->addWidget(m_preview, 1);
    connect(m_shown, &QComboBox::activated, this, &ConfigView::show);
    connect(m_against, &QComboBox::activated, this, [this] {
        if (m_against->currentData().toInt() == aFile)
            openFile();
        else
            show();
    });
    setJob(std::nullopt);
}

ConfigView::~ConfigView()
{
    m_reading.request_stop();
}

void ConfigView::setJob(const std::optional<aurora::JobKey> &job)
{
    m_reading.request_stop();
    m_job = job;
    m_versions.clear();
    m_shown->clear();
    m_against->clear();
    m_against->addItem(tr("nothing"), nothing);
    m_against->addItem(tr("a file…"), aFile);
    for (QComboBox *box : { m_shown, m_against })
        box->setEnabled(false);
    say({});
    m_preview->showFacts({});
}

void ConfigView::look()
{
    const std::optional<aurora::JobKey> job = m_job;
    setJob(job);
    if (!job || !m_stack->aurora())
        return;
    m_reading = {};
    const std::stop_token stop = m_reading.get_token();
    say(tr("Asking Aurora for the configuration…"));
    QCoro::connect(m_stack->aurora()->client()->configSummary(*job, stop), this,
                   [this, stop](const core::Result<aurora::ConfigSummary> &summary) {
                       if (stop.stop_requested())
                           return;
                       if (!summary) {
                           const core::ErrorText words = core::errorText(summary.error(), tr("Aurora"));
                           say(words.what + u' ' + words.next);
                           return;
                       }
                       for (const aurora::ConfigGroup &group : summary->groups)
                           addVersion({ tr("Instances %1").arg(instancesOf(group)), group.config, {} });
                       show();
                       readEnded(stop);
                   });
}

/// Earlier nights: what of them Aurora still keeps.
void ConfigView::readEnded(std::stop_token stop)
{
    QCoro::connect(
        m_stack->aurora()->client()->tasksWithConfigs(aurora::TaskQuery::forJob(*m_job), stop), this,
        [this, stop](const core::Result<QList<aurora::Task>> &tasks) {
            if (stop.stop_requested())
                return;
            if (!tasks) {
                say(tr("Earlier runs cannot be told. %1").arg(core::errorText(tasks.error(), tr("Aurora")).what));
                return;
            }
            QList<jobs::KeptConfig> seen;
            for (const verbs::PastConfig &past : verbs::pastConfigs(*tasks)) {
                addVersion({ tr("Ended %1, instances %2")
                                 .arg(core::formatClock(past.until, m_stack->clock().now()),
                                      verbs::rangesText(past.instances)),
                             past.config, past.from });
                seen.append({ past.config, past.from, past.until, static_cast<int>(past.instances.size()) });
            }
            stack::configsOf(m_stack)->keep(*m_job, seen);
            readKept(stop);
        });
}

/// And of the nights it has forgotten.
void ConfigView::readKept(std::stop_token stop)
{
    core::whenDone(stack::configsOf(m_stack)->read(*m_job), this, [this, stop](const QList<jobs::KeptConfig> &all) {
        if (stop.stop_requested())
            return;
        for (const jobs::KeptConfig &kept : all) {
            if (!isListed(kept))
                addVersion({ tr("Until %1, %2, kept here")
                                 .arg(core::formatClock(kept.until, m_stack->clock().now()),
                                      kept.instances == 1 ? tr("1 instance") : tr("%1 instances").arg(kept.instances)),
                             kept.config, kept.from });
        }
        if (m_versions.isEmpty())
            say(tr("Aurora keeps no task of this job, and none was seen from here."));
        else
            show();
    });
}

/// Aurora tells of it itself.
bool ConfigView::isListed(const jobs::KeptConfig &kept) const
{
    return std::ranges::any_of(m_versions, [&](const Version &version) {
        return version.config == kept.config && kept.until >= version.from;
    });
}

void ConfigView::addVersion(const Version &version)
{
    const auto index = static_cast<int>(m_versions.size());
    m_versions << version;
    m_shown->addItem(version.title, index);
    m_against->insertItem(m_against->count() - 1, version.title, index); // a file… stays the last
    for (QComboBox *box : { m_shown, m_against })
        box->setEnabled(true);
}

void ConfigView::openFile()
{
    m_against->setCurrentIndex(0);
    const QString file = askFileToOpen();
    if (file.isEmpty() || m_shown->currentIndex() < 0)
        return show();
    const auto reading = jobs::readTemplate(file);
    if (!reading)
        return say(tr("%1 cannot be read: %2").arg(file, reading.error().detail));
    jobs::Surroundings surroundings;
    surroundings.cluster = m_stack->config().auroraCluster;
    if (const aurora::Snapshot picture = m_stack->aurora()->snapshot(); picture && surroundings.cluster.isEmpty())
        surroundings.cluster = picture->string(picture->scheduler.cluster);
    surroundings.owner = m_versions.at(m_shown->currentData().toInt()).config.owner; // who sends it is no difference
    QList<config::Mistake> mistakes = reading->mistakes;
    jobs::Resolution made;
    if (mistakes.isEmpty()) {
        made = jobs::resolve(reading->of, {}, surroundings);
        mistakes = made.mistakes;
    }
    if (!mistakes.isEmpty()) {
        QStringList lines;
        for (const config::Mistake &mistake : std::as_const(mistakes))
            lines << config::mistakeText(mistake, QFileInfo(file).fileName());
        return say(tr("It cannot be compared with. %1").arg(lines.mid(0, 3).join(u' ')));
    }
    addVersion({ QFileInfo(file).fileName(), made.job.config, {} });
    m_against->setCurrentIndex(m_against->count() - 2);
    show();
}

void ConfigView::show()
{
    if (m_shown->currentIndex() < 0)
        return;
    const aurora::TaskConfig &shown = m_versions.at(m_shown->currentData().toInt()).config;
    const int against = m_against->currentData().toInt();
    if (against < 0) {
        say({});
        m_preview->showFacts(jobs::describe(shown));
        return;
    }
    const QList<jobs::Change> changes = jobs::difference(shown, m_versions.at(against).config);
    say(changes.isEmpty() ? tr("Both are configured alike.") : QString());
    if (changes.isEmpty())
        m_preview->showFacts(jobs::describe(shown));
    else
        m_preview->showDifferences(changes, m_shown->currentText(), m_against->currentText());
}

void ConfigView::say(const QString &sentence)
{
    m_words->setText(sentence.trimmed());
    m_words->setVisible(!m_words->text().isEmpty());
}

} // namespace ui
