// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/jobpanel.h"

#include "models/aurora/rows/instancerows.h"
#include "models/aurora/rows/jobstate.h"
#include "models/chain/linkof.h"
#include "models/core/format.h"
#include "models/core/text.h"
#include "models/tasklogs/place.h"
#include "ui/common/glyphlabel.h"
#include "ui/common/segments.h"
#include "ui/jobs/configview.h"
#include "ui/jobs/headroomline.h"
#include "ui/jobs/jobactions.h"
#include "ui/jobs/pastnights.h"
#include "ui/jobs/updatesview.h"
#include "ui/shell/elidedlabel.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/tables/tableview.h"

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

enum Tab { InstancesTab, UpdatesTab, ConfigurationTab };

} // namespace

JobPanel::JobPanel(stack::Stack *stack, JobActions *actions, QWidget *parent)
    : QWidget(parent)
    , m_stack(stack)
    , m_actions(actions)
    , m_glyph(new GlyphLabel(this))
    , m_title(new QLabel(this))
    , m_state(new QLabel(this))
    , m_facts(new ElidedLabel(this))
    , m_headRoom(new HeadRoomLine(stack, this))
    , m_why(new QPushButton(tr("Why pending…"), this))
    , m_startCron(new QPushButton(tr("Start now…"), this))
    , m_change(new QPushButton(this))
    , m_restart(new QPushButton(tr("Restart…"), this))
    , m_clone(new QPushButton(tr("Clone…"), this))
    , m_kill(new QPushButton(tr("Kill…"), this))
    , m_tabs(new Segments(tr("View"),
                          { { tr("Instances"), {}, {} },
                            { tr("Updates"), {}, {} },
                            { tr("Configuration"), {}, {} },
                            { tr("Past nights"), {}, tr("How long its node of the DAG took") } },
                          this))
    , m_pages(new QStackedWidget(this))
    , m_instances(new TableView(u"instancesTable"_s, stack->clock()))
    , m_updates(new UpdatesView(stack))
    , m_configuration(new ConfigView(stack))
    , m_past(new PastNights(stack))
{
    setObjectName(u"jobPanel"_s);
    m_instances->setAccessibleName(tr("instances"));
    m_instances->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_instances->setPageKeys(u"lw"_s);
    m_instances->setDefaultSort({ { u"instance"_s, Qt::AscendingOrder } });
    m_pages->addWidget(m_instances);
    m_pages->addWidget(m_updates);
    m_pages->addWidget(m_configuration);
    m_pages->addWidget(m_past);
    buildHead();

    connect(m_tabs, &Segments::changed, this, [this](int tab) {
        m_pages->setCurrentIndex(tab);
        if (tab == ConfigurationTab)
            m_configuration->look();
    });
    connect(m_instances, &TableView::currentKeyChanged, this, &JobPanel::instanceChanged);
    connect(m_instances->selectionModel(), &QItemSelectionModel::selectionChanged, this, &JobPanel::readSelection);
    connect(m_instances, &TableView::linkClicked, this, &JobPanel::linkClicked);
    connect(m_updates, &UpdatesView::planRequested, m_actions, &JobActions::plan);
    connect(m_updates, &UpdatesView::actRequested, m_actions, &JobActions::act);
    connect(m_headRoom, &HeadRoomLine::linkClicked, this, &JobPanel::linkClicked);
    connect(m_why, &QPushButton::clicked, this, [this] { m_actions->explain(*m_job); });
    connect(m_startCron, &QPushButton::clicked, this, [this] { m_actions->startCron(*m_job); });
    connect(m_change, &QPushButton::clicked, this, [this] { m_actions->change(*m_job); });
    connect(m_restart, &QPushButton::clicked, this, [this] { m_actions->restart(selection()); });
    connect(m_clone, &QPushButton::clicked, this, [this] { m_actions->clone(*m_job, chosenInstance()); });
    connect(m_kill, &QPushButton::clicked, this, [this] { m_actions->kill(selection()); });
    m_instances->setMenuHook([this](QMenu *menu, const QByteArray &) { fillInstanceMenu(menu); });
    connect(Theme::instance(), &Theme::changed, this, &JobPanel::readTheme);
    readTheme();
    setJob(std::nullopt);
}

void JobPanel::buildHead()
{
    const Theme *theme = Theme::instance();
    m_title->setObjectName(u"jobTitle"_s);
    m_state->setObjectName(u"jobState"_s);
    m_why->setObjectName(u"jobWhy"_s);
    m_startCron->setObjectName(u"jobStartCron"_s);
    m_change->setObjectName(u"jobChange"_s);
    m_restart->setObjectName(u"jobRestart"_s);
    m_clone->setObjectName(u"jobClone"_s);
    m_kill->setObjectName(u"jobKill"_s);
    m_tabs->setObjectName(u"jobTabs"_s);
    for (QLabel *label : { m_title, m_state }) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto *head = new QHBoxLayout;
    head->setSpacing(theme->px(8));
    head->addWidget(m_title);
    head->addWidget(m_glyph);
    head->addWidget(m_state, 1);
    head->addWidget(m_why);
    head->addWidget(m_startCron);
    head->addWidget(m_change);
    head->addWidget(m_restart);
    head->addWidget(m_clone);
    head->addSpacing(theme->px(14)); // kill stands apart from its harmless twin
    head->addWidget(m_kill);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(theme->px(12));
    bar->addWidget(m_tabs);
    bar->addWidget(m_facts, 1);
    bar->addWidget(m_headRoom);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, theme->px(6), 0, 0);
    column->setSpacing(theme->px(6));
    for (QHBoxLayout *row : { head, bar }) {
        row->setContentsMargins(theme->px(12), 0, theme->px(12), 0);
        column->addLayout(row);
    }
    column->addWidget(m_pages, 1);
}

void JobPanel::readTheme()
{
    m_title->setFont(Theme::instance()->titleFont());
    m_startCron->setIcon(icon(u"play"_s));
    m_change->setIcon(icon(u"export"_s));
    m_restart->setIcon(icon(u"restart"_s));
    m_clone->setIcon(icon(u"copy"_s));
    m_kill->setIcon(icon(u"kill"_s));
    m_why->setIcon(icon(u"help"_s));
}

void JobPanel::setJob(std::optional<aurora::JobKey> job)
{
    if (job != m_job)
        m_chosen.clear();
    m_job = std::move(job);
    if (m_wanted && m_wanted->job != m_job)
        m_wanted.reset();
    m_configuration->setJob(m_job);
    m_updates->setJob(m_job);
    m_past->setJob(m_job);
    refresh();
    if (m_job && m_tabs->current() == ConfigurationTab)
        m_configuration->look();
}

void JobPanel::setPicture(const aurora::Snapshot &picture)
{
    m_picture = picture;
    refresh();
}

void JobPanel::refresh()
{
    const aurora::JobRow *job = m_job && m_picture ? m_picture->job(*m_job) : nullptr;
    setVisible(m_job.has_value());
    m_headRoom->setJob(m_picture, job ? m_job : std::nullopt);
    if (!m_job)
        return;
    m_title->setText(m_job->text());
    m_why->setEnabled(job && job->tasks.count > 0);
    nameTargets();
    if (!job) {
        for (QPushButton *button : { m_why, m_startCron, m_change }) // which of them fit is not known
            button->hide();
        m_state->setText(m_picture ? tr("Aurora does not list it any more.") : QString());
        return;
    }
    fillHead(*job);
    m_instances->setRows(aurora::instanceRows(m_picture, *m_job));
    m_updates->setPicture(m_picture);
    if (m_wanted && m_wanted->job == m_job) {
        for (const aurora::TaskRow &task : m_picture->tasksOf(*job)) {
            if (task.instance != m_wanted->instance)
                continue;
            m_instances->select(m_picture->string(task.id).toUtf8());
            m_wanted.reset();
            break;
        }
    }
}

void JobPanel::fillHead(const aurora::JobRow &job)
{
    const aurora::JobState state = aurora::jobState(*m_picture, job);
    const QString word = core::toQString(aurora::word(state));
    m_glyph->setWord(word);
    const int wanted = job.stats.active + job.stats.pending;
    QString words = job.stats.pending > 0 ? tr("%1 of %2 pending").arg(job.stats.pending).arg(wanted)
        : wanted > 0                      ? tr("%1 running").arg(job.stats.active)
                                          : word.toLower();
    const core::TimePoint since = aurora::jobStateSince(*m_picture, job, state);
    if (core::isKnown(since))
        words += u", "_s + core::formatAge(since, m_stack->clock().now());
    m_state->setText(words);
    m_why->setVisible(job.stats.pending > 0);
    m_startCron->setVisible(!job.cronSchedule.isEmpty());
    m_change->setText(m_actions->changeText(job));
    m_change->setVisible(!m_change->text().isEmpty());

    QStringList facts{ tr("%1 cpus, %2 GiB, %3 GiB disk each")
                           .arg(core::formatCpus(static_cast<double>(job.resources.cpus)),
                                core::formatGib(static_cast<double>(job.resources.ram)),
                                core::formatGib(static_cast<double>(job.resources.disk))) };
    for (const aurora::RowConstraint &constraint : m_picture->constraintsOf(job))
        facts << m_picture->string(constraint.name) + u'=' + m_picture->string(constraint.value);
    facts << (job.maxFailures < 0 ? tr("any number of failures") : tr("max failures %1").arg(job.maxFailures));
    if (!job.cronSchedule.isEmpty())
        facts << tr("cron %1, next %2")
                     .arg(m_picture->string(job.cronSchedule),
                          core::formatClock(job.nextCronRun, m_stack->clock().now()));
    m_facts->setText(facts.join(u" · "_s));
}

void JobPanel::revealInstance(const aurora::InstanceKey &instance)
{
    m_tabs->setCurrent(InstancesTab);
    m_wanted = instance;
    refresh();
}

void JobPanel::revealUpdate(const aurora::UpdateKey &update)
{
    m_tabs->setCurrent(UpdatesTab);
    m_updates->reveal(update.id);
}

QByteArray JobPanel::currentTask() const
{
    return m_job ? m_instances->currentKey() : QByteArray();
}

void JobPanel::kill()
{
    m_kill->click();
}

void JobPanel::restart()
{
    m_restart->click();
}

QString JobPanel::logPath() const
{
    if (!m_job)
        return {};
    if (const QByteArray task = currentTask(); !task.isEmpty())
        return u"task//"_s + QString::fromUtf8(task);
    // Nobody chose one: the one the bar under the page leads to, which failed or else runs.
    const mesos::Snapshot agents = m_stack->mesos() ? m_stack->mesos()->snapshot() : nullptr;
    const QList<tasklogs::Place> places
        = tasklogs::urgentPlaces(m_picture.get(), agents.get(), m_job->text(), std::nullopt, 1);
    return places.isEmpty() ? u"instance/%1/0"_s.arg(m_job->text())
                            : QString::fromUtf8(chain::linkOfLog(places.first()).ref.id);
}

void JobPanel::readSelection()
{
    const QList<QByteArray> selected = m_instances->selectedKeys();
    const aurora::JobRow *job = m_job && m_picture ? m_picture->job(*m_job) : nullptr;
    const auto isListed
        = [&](const aurora::TaskRow &task) { return m_chosen.contains(m_picture->string(task.id).toUtf8()); };
    // Rows that go take their selection along; only who can still see them has let go of them.
    if (!selected.isEmpty() || (job && std::ranges::any_of(m_picture->tasksOf(*job), isListed)))
        m_chosen = selected;
    nameTargets();
}

void JobPanel::nameTargets()
{
    const aurora::JobRow *job = m_job && m_picture ? m_picture->job(*m_job) : nullptr;
    const auto active = static_cast<int>(chosenInstances(true).size());
    const bool isAny = job && job->tasks.count > 0 && (m_chosen.isEmpty() || active > 0);
    const QString gone = job && !m_chosen.isEmpty() && active == 0
        ? tr("What was selected has ended. Select an instance, or the job above for all of them.")
        : QString();
    const int all = job ? job->stats.active + job->stats.pending : 0;
    const auto name = [&](QPushButton *button, const QString &word) {
        button->setText(active > 0                          ? tr("%1 %2…").arg(word).arg(active)
                            : m_chosen.isEmpty() && all > 1 ? tr("%1 all %2…").arg(word).arg(all)
                                                            : word + u'…');
        button->setEnabled(isAny);
        button->setToolTip(gone);
    };
    name(m_restart, tr("Restart"));
    name(m_kill, tr("Kill"));
}

QList<int> JobPanel::chosenInstances(bool activeAlone) const
{
    QList<int> instances;
    const aurora::JobRow *job = m_job && m_picture ? m_picture->job(*m_job) : nullptr;
    if (!job || m_chosen.isEmpty()) // the usual case, at each picture
        return instances;
    for (const aurora::TaskRow &task : m_picture->tasksOf(*job)) {
        const bool isMeant = !activeAlone || aurora::isActive(task.status);
        if (isMeant && m_chosen.contains(m_picture->string(task.id).toUtf8()))
            instances << task.instance;
    }
    return instances;
}

std::optional<int> JobPanel::chosenInstance() const
{
    const QList<int> chosen = chosenInstances(false);
    return chosen.isEmpty() ? std::nullopt : std::optional(chosen.first());
}

verbs::Selection JobPanel::selection() const
{
    const QList<int> instances = chosenInstances(true);
    if (!m_job || (instances.isEmpty() && !m_chosen.isEmpty()))
        return {};
    return verbs::Selection{ { { *m_job, instances } } };
}

void JobPanel::fillInstanceMenu(QMenu *menu)
{
    menu->addAction(icon(u"logs"_s), tr("Open log"), this, &JobPanel::logRequested);
    menu->addSeparator();
    menu->addAction(icon(u"restart"_s), m_restart->text(), m_restart, &QPushButton::click)
        ->setEnabled(m_restart->isEnabled());
    menu->addAction(icon(u"copy"_s), tr("Clone…"), m_clone, &QPushButton::click);
    menu->addAction(icon(u"grow"_s), tr("Add instances like this…"), this,
                    [this] { m_actions->addInstances(*m_job, chosenInstance()); });
    menu->addSeparator();
    if (m_instances->selectedKeys().size() == 1)
        menu->addAction(icon(u"mark"_s), tr("Force state (administrators)…"), this,
                        [this] { m_actions->forceState(*m_job, currentTask()); });
    menu->addAction(icon(u"kill"_s), m_kill->text(), m_kill, &QPushButton::click)->setEnabled(m_kill->isEnabled());
}

} // namespace ui
