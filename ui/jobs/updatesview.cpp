// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/updatesview.h"

#include "models/aurora/updateprogress.h"
#include "models/core/errortext.h"
#include "models/core/format.h"
#include "models/verbs/jobs/selection.h"
#include "models/verbs/updates/freshupdate.h"
#include "models/verbs/updates/updatehistoryrows.h"
#include "ui/common/glyphlabel.h"
#include "ui/jobs/updateactions.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/tables/tableview.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>
#include <qcoro/qcorotask.h>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// With their configurations a few kB each; older ones are of no use at night.
constexpr int listedAtMost = 20;

QString nameOf(verbs::UpdateVerb::Way way)
{
    using Way = verbs::UpdateVerb::Way;
    switch (way) {
    case Way::Pause:
        return u"updatePause"_s;
    case Way::Resume:
        return u"updateResume"_s;
    case Way::Pulse:
        return u"updatePulse"_s;
    case Way::RollBack:
        return u"updateRollBack"_s;
    case Way::Abort:
        break;
    }
    return u"updateAbort"_s;
}

/// "ROLLING_FORWARD by deploy, 12 min: 2 of 6 updated, now 2"
QString lineOf(const aurora::UpdateDetails &update, core::TimePoint now)
{
    const aurora::UpdateSummary &summary = update.summary;
    const aurora::UpdateProgress progress = aurora::progressOf(update);
    QString line = UpdatesView::tr("%1 by %2, %3: %4 of %5 instances updated")
                       .arg(verbs::statusText(summary.status), summary.user, core::formatAge(summary.created, now))
                       .arg(progress.updated.size())
                       .arg(progress.all.size());
    if (!progress.working.isEmpty())
        line += UpdatesView::tr(", under way %1").arg(verbs::rangesText(progress.working));
    if (!progress.failed.isEmpty())
        line += UpdatesView::tr(", failed %1").arg(verbs::rangesText(progress.failed));
    if (!progress.rolledBack.isEmpty())
        line += UpdatesView::tr(", rolled back %1").arg(verbs::rangesText(progress.rolledBack));
    return line;
}

} // namespace

UpdatesView::UpdatesView(stack::Stack *stack, QWidget *parent)
    : QWidget(parent)
    , m_stack(stack)
    , m_list(new TableView(u"updatesTable"_s, stack->clock(), this))
    , m_glyph(new GlyphLabel(this))
    , m_line(new QLabel(this))
    , m_events(new TableView(u"updateEventsTable"_s, stack->clock(), this))
{
    setObjectName(u"jobUpdates"_s);
    for (const UpdateAction &action : updateActions()) {
        auto *button = new QPushButton(action.text, this);
        button->setObjectName(nameOf(action.way));
        connect(button, &QPushButton::clicked, this, [this, action] {
            if (const aurora::UpdateDetails *update = current())
                ask(verbs::UpdateVerb::request(action.way, update->summary.key), action.held);
        });
        m_buttons << button;
    }
    build();
    connect(m_list, &TableView::currentKeyChanged, this, &UpdatesView::showCurrent);
    m_list->setMenuHook([this](QMenu *menu, const QByteArray &) {
        if (const aurora::UpdateDetails *update = current()) {
            menu->addSeparator();
            addUpdateActions(menu, update->summary.key, update->summary.status,
                             [this](const actions::Request &request, bool held) { ask(request, held); });
        }
    });
    connect(Theme::instance(), &Theme::changed, this, &UpdatesView::readTheme);
    readTheme();
    showCurrent();
}

void UpdatesView::build()
{
    const Theme *theme = Theme::instance();
    m_list->setAccessibleName(tr("updates"));
    for (TableView *table : { m_list, m_events })
        table->setMinimumHeight(theme->px(60)); // header and a row
    m_list->setDefaultSort({ { u"state"_s, Qt::AscendingOrder }, { u"started"_s, Qt::DescendingOrder } });
    m_events->setDefaultSort({ { u"at"_s, Qt::DescendingOrder } });
    m_events->setAccessibleName(tr("events of the update"));
    m_line->setObjectName(u"updateLine"_s);
    m_line->setTextFormat(Qt::PlainText);
    m_line->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_line->setMinimumWidth(theme->px(80)); // gives way before the buttons do
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(theme->px(12), theme->px(4), theme->px(12), theme->px(4));
    bar->setSpacing(theme->px(8));
    bar->addWidget(m_glyph);
    bar->addWidget(m_line, 1);
    for (QPushButton *button : m_buttons) {
        if (button == m_buttons.last())
            bar->addSpacing(theme->px(14)); // what leaves the job mixed stands apart
        bar->addWidget(button);
    }
    auto *below = new QWidget(this);
    auto *column = new QVBoxLayout(below);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_events, 1);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_list);
    splitter->addWidget(below);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(splitter);
}

QSize UpdatesView::sizeHint() const
{
    return m_list->sizeHint();
}

void UpdatesView::readTheme()
{
    m_line->setFont(Theme::instance()->tableFont());
    const QList<UpdateAction> actions = updateActions();
    for (qsizetype i = 0; i < m_buttons.size(); ++i)
        m_buttons[i]->setIcon(ui::icon(actions[i].icon));
}

void UpdatesView::setJob(std::optional<aurora::JobKey> job)
{
    if (job == m_job)
        return;
    m_job = std::move(job);
    m_stop.request_stop();
    m_reading = false;
    m_updates.clear();
    m_wanted.clear();
    m_readAt = {};
    m_error.reset();
    m_list->setRows(verbs::updateHistoryRows(m_updates));
    showCurrent();
    read();
}

void UpdatesView::setPicture(const aurora::Snapshot &picture)
{
    const aurora::JobRow *job = picture && m_job ? picture->job(*m_job) : nullptr;
    if ((job && picture->updateOf(*job)) || anyActive() || m_error)
        read();
}

void UpdatesView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    read();
}

bool UpdatesView::anyActive() const
{
    return std::ranges::any_of(
        m_updates, [](const aurora::UpdateDetails &update) { return aurora::isActive(update.summary.status); });
}

/// One question at a time, and none while nobody looks.
void UpdatesView::read()
{
    if (!isVisible() || m_reading || !m_job || !m_stack->aurora())
        return;
    const auto query = aurora::UpdateQuery::Builder().job(*m_job).page(0, listedAtMost).build();
    if (!query)
        return;
    m_reading = true;
    m_stop = {};
    const std::stop_token stop = m_stop.get_token();
    showCurrent();
    QCoro::connect(m_stack->aurora()->client()->updateDetails(*query, stop), this,
                   [this, stop](const core::Result<QList<aurora::UpdateDetails>> &updates) {
                       if (!stop.stop_requested())
                           take(updates);
                   });
}

void UpdatesView::take(const core::Result<QList<aurora::UpdateDetails>> &updates)
{
    m_reading = false;
    if (!updates) {
        m_error = updates.error();
        showCurrent();
        return;
    }
    m_error.reset();
    m_updates = *updates;
    m_readAt = m_stack->clock().now();
    m_list->setRows(verbs::updateHistoryRows(m_updates));
    if (!m_wanted.isEmpty())
        reveal(std::exchange(m_wanted, {}));
    else if (m_list->currentKey().isEmpty() && !m_updates.isEmpty())
        m_list->select(m_updates.first().summary.key.id.toUtf8());
    showCurrent();
}

void UpdatesView::reveal(const QString &id)
{
    if (m_updates.isEmpty())
        m_wanted = id;
    else
        m_list->select(id.toUtf8());
}

const aurora::UpdateDetails *UpdatesView::current() const
{
    const QString id = QString::fromUtf8(m_list->currentKey());
    const auto it = std::ranges::find_if(
        m_updates, [&](const aurora::UpdateDetails &update) { return update.summary.key.id == id; });
    if (it != m_updates.end())
        return &*it;
    return m_updates.isEmpty() ? nullptr : &m_updates.first();
}

void UpdatesView::showCurrent()
{
    const core::TimePoint now = m_stack->clock().now();
    const aurora::UpdateDetails *update = current();
    m_list->setOld(m_error.has_value());
    m_glyph->setWord(update ? verbs::statusText(update->summary.status) : QString());
    m_events->setRows(verbs::updateEventRows(update ? *update : aurora::UpdateDetails()));
    const QList<UpdateAction> actions = updateActions();
    for (qsizetype i = 0; i < m_buttons.size(); ++i) {
        const auto way = actions[i].way;
        const bool waits = update && aurora::isAwaitingPulse(update->summary.status);
        const bool fits = update && verbs::UpdateVerb::fits(way, update->summary.status);
        m_buttons[i]->setVisible(way == verbs::UpdateVerb::Way::Pulse ? waits : fits);
    }
    QString line = update         ? lineOf(*update, now)
        : core::isKnown(m_readAt) ? tr("Aurora knows no update of this job.")
                                  : tr("Asking Aurora for the updates…");
    if (m_error) {
        const QString what = core::errorText(*m_error, tr("Aurora")).what;
        line = core::isKnown(m_readAt)
            ? tr("Old, as of %1. %2 %3").arg(core::formatClock(m_readAt, now), what, update ? line : QString())
            : what;
    }
    m_line->setText(line);
    m_line->setToolTip(line);
}

void UpdatesView::ask(const actions::Request &request, bool held)
{
    if (held)
        emit actRequested(request);
    else
        emit planRequested(request);
}

} // namespace ui
