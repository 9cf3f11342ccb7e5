// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/logspage.h"

#include "models/stack/stacklogs.h"
#include "models/tasklogs/tasklogs.h"
#include "ui/common/notebox.h"
#include "ui/logs/emptylogs.h"
#include "ui/logs/findlogs.h"
#include "ui/logs/logpane.h"
#include "ui/logs/openlog.h"
#include "ui/logs/pinnedlog.h"
#include "ui/style/glyphs.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QPainter>
#include <QPixmap>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
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

} // namespace

LogsPage::LogsPage(PageContext pageContext, QWidget *parent)
    : Page(pageContext, parent)
    , m_bar(new QWidget(this))
    , m_tabs(new QTabBar(m_bar))
    , m_pin(new QToolButton(m_bar))
    , m_views(new QStackedWidget(this))
    , m_empty(new EmptyLogs(stack::logsOf(pageContext.stack)->copies(), pageContext.stack->clock(), this))
    , m_mistakes(new NoteBox(this))
{
    m_tabs->setObjectName(u"logTabs"_s);
    m_tabs->setTabsClosable(true);
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setElideMode(Qt::ElideMiddle);
    m_tabs->setUsesScrollButtons(true);
    m_bar->hide();
    m_pin->setObjectName(u"logPin"_s);
    m_pin->setText(tr("Keep below"));
    m_pin->setToolTip(tr("This log stays at the window's foot while others, and other pages, are looked at (Ctrl+L)"));
    m_pin->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_pin->setAutoRaise(true);
    auto *row = new QHBoxLayout(m_bar);
    row->setContentsMargins(0, 0, Theme::instance()->px(10), 0);
    row->addWidget(m_tabs, 1);
    row->addWidget(m_pin);
    m_mistakes->setObjectName(u"logMistakes"_s);
    m_views->addWidget(m_empty);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_mistakes);
    column->addWidget(m_bar);
    column->addWidget(m_views, 1);
    connect(m_pin, &QToolButton::clicked, this, [this] { context().navigator->pin(currentObject()); });
    connect(m_tabs, &QTabBar::currentChanged, this, &LogsPage::showTab);
    connect(m_tabs, &QTabBar::tabCloseRequested, this, &LogsPage::closeTab);
    connect(m_empty, &EmptyLogs::chosen, this, &LogsPage::openCopy);
    connect(stack::logsOf(pageContext.stack)->copies(), &tasklogs::CopyStore::changed, this, [this] {
        if (m_shown && tabCount() == 0)
            m_empty->refresh();
    });
    connect(m_mistakes->addButton(u"logMistakesClose"_s, tr("Close")), &QPushButton::clicked, m_mistakes,
            &NoteBox::setQuiet);
    m_pin->setIcon(icon(u"hold"_s));
    connect(Theme::instance(), &Theme::changed, this, [this] {
        m_pin->setIcon(icon(u"hold"_s));
        for (int i = 0; i < tabCount(); ++i)
            nameTab(tab(i)); // icons are painted in the colours of now
    });
    showMistakes();
}

/// An entry that is faulty is left out; who wrote it is told here, where he would miss it.
void LogsPage::showMistakes()
{
    const QStringList &mistakes = stack::logsOf(context().stack)->knownFailures().mistakes();
    if (!mistakes.isEmpty())
        m_mistakes->say(NoteBox::Weight::Warning, tr("The list of known failures has mistakes; the rest of it holds"),
                        mistakes.join(u'\n'));
}

/// By the task, as its job and node may have newer ones.
void LogsPage::openCopy(const tasklogs::Copy &copy)
{
    const links::ObjectRef task{ links::ObjectRef::Kind::Task, (copy.framework + u'/' + copy.task).toUtf8() };
    context().navigator->open({ links::ObjectRef::Kind::Log, links::toPath(task).toUtf8() });
    if (current() && current()->ref() == task)
        current()->want(copy.file, true);
}

int LogsPage::tabCount() const
{
    return m_tabs->count();
}

LogTab *LogsPage::tab(int index) const
{
    return qobject_cast<LogTab *>(m_views->widget(index));
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
    return view ? links::logOf(links::toPath(view->ref()), {}) : links::ObjectRef();
}

bool LogsPage::reveal(const links::ObjectRef &ref)
{
    const links::ObjectRef object = loggedObject(ref);
    if (!object.isValid() || !showLog(object))
        return false;
    const links::LogPath log = links::splitLog(ref);
    if (!log.file.isEmpty())
        current()->want(log.file, false);
    if (log.firstError)
        current()->pane()->wantFirstError();
    return true;
}

bool LogsPage::showLog(const links::ObjectRef &object)
{
    for (int i = 0; i < tabCount(); ++i) {
        if (tab(i)->ref() == object) {
            m_tabs->setCurrentIndex(i);
            showTab(i);
            tab(i)->reopen();
            return true;
        }
    }
    if (tabCount() >= mostTabs)
        closeTab(0);
    LogTab *view = addTab(object);
    const int index = tabCount() - 1;
    m_tabs->setCurrentIndex(index);
    showTab(index);
    view->setFocus();
    emit countsChanged();
    return true;
}

LogTab *LogsPage::addTab(const links::ObjectRef &object)
{
    LogTab *view = makeLogTab(context(), object, this);
    m_views->insertWidget(tabCount(), view);
    view->pane()->setWrap(m_wraps);
    connect(view->pane(), &LogPane::wrapChanged, this, [this](bool on) { m_wraps = on; });
    connect(view, &LogTab::titleChanged, this, [this, view] { nameTab(view); });
    m_tabs->addTab(glyphIcon(view->stateWord()), view->title());
    m_bar->show();
    return view;
}

void LogsPage::nameTab(LogTab *view)
{
    const int index = m_views->indexOf(view);
    m_tabs->setTabText(index, view->title());
    m_tabs->setTabIcon(index, glyphIcon(view->stateWord()));
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
    m_bar->setVisible(tabCount() > 0);
    if (tabCount() == 0) {
        m_empty->refresh();
        m_empty->setFocus();
    }
    emit countsChanged();
}

void LogsPage::askAnew()
{
    if (LogTab *view = current())
        view->refresh();
    else
        m_empty->refresh();
}

QByteArray LogsPage::saveState() const
{
    QJsonArray open;
    for (int i = 0; i < tabCount(); ++i)
        open.append(QJsonObject{ { u"log"_s, links::toPath(tab(i)->ref()) }, { u"file"_s, tab(i)->openFile() } });
    const QJsonObject state{ { u"open"_s, open }, { u"current"_s, m_tabs->currentIndex() }, { u"wrap"_s, m_wraps } };
    return QJsonDocument(state).toJson(QJsonDocument::Compact);
}

void LogsPage::restoreState(const QByteArray &saved)
{
    const QJsonObject state = QJsonDocument::fromJson(saved).object();
    const QJsonArray open = state.value("open"_L1).toArray();
    m_wraps = state.value("wrap"_L1).toBool();
    for (const QJsonValue &each : open) {
        const links::ObjectRef object = links::fromPath(each["log"_L1].toString());
        if (isLogged(object) && tabCount() < mostTabs)
            addTab(object)->want(each["file"_L1].toString(), false);
    }
    const int index = std::clamp(state.value("current"_L1).toInt(), 0, std::max(0, tabCount() - 1));
    m_tabs->setCurrentIndex(index);
    showTab(tabCount() > 0 ? index : -1);
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
    if (shown && tabCount() == 0)
        m_empty->refresh();
    for (int i = 0; i < tabCount(); ++i) {
        LogTab *view = tab(i);
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
    entry.foot = [](const PageContext &context, QWidget *parent) { return new PinnedLog(context, parent); };
    return entry;
}

} // namespace ui
