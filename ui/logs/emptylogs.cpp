// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/emptylogs.h"

#include "models/core/format.h"
#include "models/core/whendone.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int mostShown = 40;

} // namespace

EmptyLogs::EmptyLogs(tasklogs::CopyStore *copies, const core::Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_copies(copies)
    , m_clock(clock)
    , m_words(new QLabel(this))
    , m_head(new QLabel(tr("Saved from failed tasks, readable without their machines"), this))
    , m_list(new QListWidget(this))
{
    m_words->setObjectName(u"logsEmpty"_s);
    m_list->setObjectName(u"logCopies"_s);
    m_list->setAccessibleName(m_head->text());
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setAlignment(Qt::AlignCenter);
    m_head->hide();
    m_list->hide();
    const Theme *theme = Theme::instance();
    auto *column = new QVBoxLayout(this);
    const int side = theme->px(24);
    column->setContentsMargins(side, theme->px(40), side, side);
    column->setSpacing(theme->px(8));
    column->addWidget(m_words);
    column->addSpacing(theme->px(16));
    auto *saved = new QVBoxLayout;
    saved->addWidget(m_head);
    saved->addWidget(m_list, 1);
    auto *middle = new QHBoxLayout; // text columns stop growing at 900
    middle->addStretch(1);
    middle->addLayout(saved, 20);
    middle->addStretch(1);
    m_list->setMaximumWidth(theme->px(900));
    column->addLayout(middle, 1);
    const auto choose = [this](const QListWidgetItem *item) {
        if (const int row = m_list->row(item); row >= 0 && row < m_shown.size())
            emit chosen(m_shown.at(row));
    };
    connect(m_list, &QListWidget::itemClicked, this, choose);
    connect(m_list, &QListWidget::itemActivated, this, [this, choose](const QListWidgetItem *item) {
        if (isVisible()) // a click may have opened it already
            choose(item);
    });
    connect(theme, &Theme::changed, this, &EmptyLogs::readTheme);
    readTheme();
    refresh();
}

void EmptyLogs::readTheme()
{
    QFont bold = Theme::instance()->tableFont();
    bold.setWeight(QFont::DemiBold);
    m_head->setFont(bold);
    m_list->setFont(Theme::instance()->tableFont());
    for (int i = 0; i < m_list->count(); ++i)
        m_list->item(i)->setIcon(icon(u"logs"_s));
}

void EmptyLogs::refresh()
{
    QString text = tr(
        "No log is open.\n\nPress L on a node, a job, a task or an instance. Ctrl+K finds them by name, id or host.");
    if (const QString notice = m_copies->notice(); !notice.isEmpty())
        text += u"\n\n"_s + notice;
    m_words->setText(text);
    core::whenDone(m_copies->newest(mostShown), this, [this](const QList<tasklogs::Copy> &copies) { show(copies); });
}

void EmptyLogs::show(const QList<tasklogs::Copy> &copies)
{
    if (copies == m_shown)
        return;
    m_shown = copies;
    m_list->clear();
    for (const tasklogs::Copy &copy : copies) {
        const QString size = copy.whole > copy.bytes
            ? tr("last %1 of %2").arg(core::formatBytes(copy.bytes), core::formatBytes(copy.whole))
            : core::formatBytes(copy.bytes);
        auto *item
            = new QListWidgetItem(icon(u"logs"_s),
                                  tr("%1  %2  ·  %3  ·  saved %4")
                                      .arg(copy.title, copy.file, size, core::formatClock(copy.savedAt, m_clock.now())),
                                  m_list);
        item->setToolTip(tr("Task %1 on %2").arg(copy.task, copy.host));
    }
    m_head->setVisible(!copies.isEmpty());
    m_list->setVisible(!copies.isEmpty());
    if (!copies.isEmpty()) {
        m_list->setCurrentRow(0);
        setFocusProxy(m_list);
    }
}

} // namespace ui
