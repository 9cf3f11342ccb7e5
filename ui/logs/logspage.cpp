// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/logspage.h"

#include "models/core/foldedsearch.h"
#include "models/core/format.h"
#include "models/core/text.h"
#include "models/stack/stacklogs.h"
#include "models/tasklogs/tasklogs.h"
#include "ui/logs/joblogview.h"
#include "ui/logs/logpane.h"
#include "ui/logs/tasklogview.h"
#include "ui/style/glyphs.h"
#include "ui/style/theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPixmap>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int mostTabs = 12;

QIcon glyphIcon(const QString &word)
{
    const int size = Theme::instance()->px(14);
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    paintGlyph(&painter, QRectF(0, 0, size, size), glyphFor(word));
    return pixmap;
}

/// Logs of tasks whose name or id contains `needle`, for who types "log hyoga": the most urgent few, as the tasks
/// themselves are found, too.
QList<Findable> findLogs(const stack::Stack &stack, const QString &needle, int limit)
{
    constexpr int offered = 6;
    const mesos::Snapshot picture = stack.mesos()->snapshot();
    const std::string wanted = needle.toStdString();
    QList<const mesos::Task *> tasks;
    if (!picture || wanted.empty())
        return {};
    for (const mesos::Task &task : picture->tasks) {
        if (tasks.size() >= limit)
            break;
        if (core::containsFolded(picture->view(task.name), wanted)
            || core::containsFolded(picture->view(task.id), wanted))
            tasks.append(&task);
    }
    std::ranges::sort(tasks, tasklogs::isMoreUrgent);
    QList<Findable> found;
    for (const mesos::Task *task : tasks.mid(0, offered)) {
        const QString id = picture->string(task->id);
        const QString name = picture->string(task->name);
        const int instance = tasklogs::instanceOf(name, id);
        const std::string_view word = mesos::word(task->state);
        const QString said = core::toQString(word);
        found.append(
            { { links::ObjectRef::Kind::Log, (u"task/"_s + picture->string(task->framework) + u'/' + id).toUtf8() },
              LogsPage::tr("log %1").arg(instance < 0 ? id : u"%1/%2"_s.arg(name).arg(instance)),
              LogsPage::tr("log of a task, %1").arg(said),
              said });
    }
    return found;
}

} // namespace

LogsPage::LogsPage(PageContext pageContext, QWidget *parent)
    : Page(pageContext, parent)
    , m_tabs(new QTabBar(this))
    , m_views(new QStackedWidget(this))
    , m_empty(new QLabel(this))
{
    m_tabs->setObjectName(u"logTabs"_s);
    m_tabs->setTabsClosable(true);
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setElideMode(Qt::ElideMiddle);
    m_tabs->setUsesScrollButtons(true);
    m_empty->setObjectName(u"logsEmpty"_s);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setTextFormat(Qt::PlainText);
    m_views->addWidget(m_empty);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tabs);
    column->addWidget(m_views, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, &LogsPage::showTab);
    connect(m_tabs, &QTabBar::tabCloseRequested, this, &LogsPage::closeTab);
    connect(stack::logsOf(pageContext.stack)->copies(), &tasklogs::CopyStore::changed, this, [this] {
        if (m_shown && tabCount() == 0)
            fillEmpty();
    });
    fillEmpty();
}

void LogsPage::fillEmpty()
{
    m_tabs->setVisible(tabCount() > 0);
    QString text = tr(
        "No log is open.\n\nPress L on a node, a job, a task or an instance. Ctrl+K finds them by name, id or host.");
    if (const QString notice = stack::logsOf(context().stack)->copies()->notice(); !notice.isEmpty())
        text += u"\n\n"_s + notice;
    m_empty->setText(text);
    stack::logsOf(context().stack)->copies()->newest(8).then(this, [this, text](const QList<tasklogs::Copy> &copies) {
        if (copies.isEmpty())
            return;
        QStringList lines;
        for (const tasklogs::Copy &copy : copies)
            lines << tr("%1 %2, saved %3").arg(copy.title, copy.file, core::formatClockBare(copy.savedAt));
        m_empty->setText(text + u"\n\n"_s + tr("Saved from failed tasks, readable without their machines:") + u'\n'
                         + lines.join(u'\n'));
    });
}

int LogsPage::tabCount() const
{
    return m_tabs->count();
}

LogTab *LogsPage::current() const
{
    return qobject_cast<LogTab *>(m_views->currentWidget());
}

QString LogsPage::counts() const
{
    return tabCount() == 1 ? tr("1 open") : tr("%1 open").arg(tabCount());
}

links::ObjectRef LogsPage::currentObject() const
{
    const LogTab *view = current();
    return view ? links::ObjectRef{ links::ObjectRef::Kind::Log, links::toPath(view->ref()).toUtf8() }
                : links::ObjectRef();
}

bool LogsPage::reveal(const links::ObjectRef &ref)
{
    using Kind = links::ObjectRef::Kind;
    const links::ObjectRef object = links::fromPath(QString::fromUtf8(ref.id));
    if (ref.kind != Kind::Log
        || (object.kind != Kind::Task && object.kind != Kind::Instance && object.kind != Kind::Node
            && object.kind != Kind::Job))
        return false;
    for (int i = 0; i < tabCount(); ++i) {
        if (static_cast<LogTab *>(m_views->widget(i))->ref() == object) {
            m_tabs->setCurrentIndex(i);
            showTab(i);
            return true;
        }
    }
    if (tabCount() >= mostTabs)
        closeTab(0);
    LogTab *view = nullptr;
    if (object.kind == Kind::Job)
        view = new JobLogView(context(), object);
    else
        view = new TaskLogView(context(), object);
    const int index = tabCount();
    m_views->insertWidget(index, view);
    connect(view, &LogTab::titleChanged, this, [this, view] { nameTab(view); });
    m_tabs->addTab(glyphIcon(view->stateWord()), view->title());
    m_tabs->show();
    m_tabs->setCurrentIndex(index);
    showTab(index);
    view->setFocus();
    emit countsChanged();
    return true;
}

void LogsPage::nameTab(LogTab *view)
{
    const int index = m_views->indexOf(view);
    m_tabs->setTabText(index, view->title());
    m_tabs->setTabToolTip(index, view->title());
}

void LogsPage::showTab(int index)
{
    if (index < 0 || index >= m_views->count() - 1)
        m_views->setCurrentWidget(m_empty);
    else
        m_views->setCurrentIndex(index);
    setShown(m_shown);
    emit currentObjectChanged();
}

void LogsPage::closeTab(int index)
{
    QWidget *view = m_views->widget(index);
    m_views->removeWidget(view);
    view->deleteLater();
    m_tabs->removeTab(index);
    showTab(m_tabs->currentIndex());
    if (tabCount() == 0)
        fillEmpty();
    emit countsChanged();
}

void LogsPage::focusFilter()
{
    if (LogTab *view = current())
        view->pane()->focusFind();
}

/// Only the log that is looked at is followed.
void LogsPage::setShown(bool shown)
{
    m_shown = shown;
    for (int i = 0; i < tabCount(); ++i) {
        auto *view = static_cast<LogTab *>(m_views->widget(i));
        view->setShown(shown && view == current());
    }
}

void LogsPage::keyPressEvent(QKeyEvent *event)
{
    if (event->modifiers() == Qt::ControlModifier && event->key() == Qt::Key_W && tabCount() > 0)
        return closeTab(m_tabs->currentIndex());
    Page::keyPressEvent(event);
}

PageEntry logsPage()
{
    PageEntry entry;
    entry.key = u"logs"_s;
    entry.title = LogsPage::tr("Logs");
    entry.icon = u"logs"_s;
    entry.opens = { links::ObjectRef::Kind::Log };
    entry.find = &findLogs;
    entry.keys = {
        { LogsPage::tr("First error"), Qt::Key_E },
        { LogsPage::tr("Next match"), Qt::Key_F3 },
        { LogsPage::tr("Match before"), Qt::SHIFT | Qt::Key_F3 },
        { LogsPage::tr("Close the log"), Qt::CTRL | Qt::Key_W },
    };
    entry.make = [](const PageContext &context, QWidget *parent) { return new LogsPage(context, parent); };
    return entry;
}

} // namespace ui
