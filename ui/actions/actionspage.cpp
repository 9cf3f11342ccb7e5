// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/actionspage.h"

#include "models/actions/rows/actionrows.h"
#include "models/actions/rows/auditrows.h"
#include "models/core/format.h"
#include "ui/actions/actiondetail.h"
#include "ui/common/segments.h"
#include "ui/plan/stopdialog.h"
#include "ui/tablepage/pagetools.h"
#include "ui/tables/filterbar.h"
#include "ui/tables/tableview.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;

namespace ui {

ActionsPage::ActionsPage(PageContext pageContext, QWidget *parent)
    : Page(pageContext, parent)
    , m_center(pageContext.stack->actions())
    , m_filter(new FilterBar(tr("Filter actions"), this))
    , m_quick(new QuickFilters(
          { { tr("running"), u"state:running|waiting|stopping|held"_s, tr("Under way, or about to be") },
            { tr("half done"), u"state:half"_s, tr("Waits for somebody to go on or to leave it so") },
            { tr("mine"), u"by=you"_s, tr("Asked for by you") } },
          m_filter, this))
    , m_view(new Segments(tr("View"), { { tr("Actions"), {}, {} }, { tr("Audit"), {}, {} } }, this))
    , m_stack(new QStackedWidget(this))
    , m_actions(new TableView(u"actionsTable"_s, pageContext.stack->clock()))
    , m_audit(new TableView(u"auditTable"_s, pageContext.stack->clock()))
    , m_detail(new ActionDetail(m_center, pageContext.stack->clock()))
    , m_splitter(new QSplitter(Qt::Vertical))
{
    m_view->setObjectName(u"actionsView"_s);
    m_actions->setAccessibleName(tr("actions"));
    m_audit->setAccessibleName(tr("audit log"));
    m_actions->tableModel()->setColumns(actions::actionColumns());
    m_audit->tableModel()->setColumns(actions::auditColumns());
    m_actions->setDefaultSort({ { u"started"_s, Qt::DescendingOrder } });
    m_audit->setDefaultSort({ { u"at"_s, Qt::DescendingOrder } });
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_actions);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 3);
    m_stack->addWidget(m_splitter);
    m_stack->addWidget(m_audit);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    const auto tell = [this](const QString &sentence) {
        if (context().navigator)
            context().navigator->tell(sentence);
    };
    const auto shownTable = [this] { return table(); };
    m_right = { m_view, makeColumnsButton(shownTable, this), makeExportButton(shownTable, tell, this) };

    const auto plan = [this](const actions::Request &request) {
        if (context().navigator)
            context().navigator->plan(request);
    };
    connect(m_detail, &ActionDetail::planRequested, this, plan);
    connect(m_detail, &ActionDetail::refused, this, tell);
    connect(m_detail, &ActionDetail::stopRequested, this, [this](const QString &id) {
        const config::StackConfig &stack = context().stack->config();
        StopDialog::open(m_center, id, { stack.name, stack.tier }, this);
    });
    connect(m_detail, &ActionDetail::armingRequested, this, [this](const std::function<void()> &then) {
        if (context().navigator)
            context().navigator->whenArmed(then);
    });
    m_actions->setMenuHook([this](QMenu *menu, const QByteArray &) { m_detail->fillMenu(menu); });
    connect(m_actions, &TableView::currentKeyChanged, this,
            [this](const QByteArray &key) { m_detail->setAction(QString::fromUtf8(key)); });
    connect(m_actions, &TableView::opened, this, [this] { m_detail->setFocus(); });
    connect(m_view, &Segments::changed, this, [this](int index) {
        m_stack->setCurrentIndex(index);
        m_quick->setVisible(view() == View::Actions); // the audit log is searched, not looked through
        m_filter->setColumns(table()->tableModel()->columns());
        refresh();
    });
    connect(m_filter, &FilterBar::filterChanged, this,
            [this](const tables::Filter &filter) { table()->tableModel()->setFilter(filter); });
    connect(m_filter, &FilterBar::leftDownwards, this, [this] { table()->setFocus(Qt::OtherFocusReason); });
    connect(m_center, &actions::ActionCenter::recordsChanged, this, &ActionsPage::refresh);
    connect(m_center, &actions::ActionCenter::recordChanged, this, &ActionsPage::refresh);
    connect(m_center, &actions::ActionCenter::auditChanged, this, &ActionsPage::refreshAudit);
    connect(m_center->arming(), &actions::Arming::changed, m_detail, &ActionDetail::refresh);
    m_filter->setColumns(m_actions->tableModel()->columns());
}

ActionsPage::View ActionsPage::view() const
{
    return static_cast<View>(m_view->current());
}

TableView *ActionsPage::table() const
{
    return view() == View::Actions ? m_actions : m_audit;
}

void ActionsPage::refresh()
{
    if (!m_shown)
        return;
    m_actions->setRows(
        actions::actionRows(m_center->records(), m_center->options().user, context().stack->clock().now()));
    if (view() == View::Audit)
        refreshAudit();
    emit countsChanged();
}

void ActionsPage::refreshAudit()
{
    if (!m_shown || view() != View::Audit)
        return;
    const int wish = ++m_auditWish;
    actions::AuditQuery query;
    query.stack = context().stack->name();
    query.limit = mostLines;
    QCoro::connect(m_center->audit(query), this, [this, wish](const core::Result<QList<actions::AuditEntry>> &entries) {
        if (!entries || wish != m_auditWish)
            return;
        m_auditIsCut = entries->size() >= mostLines;
        m_audit->setRows(actions::auditRows(*entries));
        emit countsChanged();
    });
}

QList<QWidget *> ActionsPage::barWidgets()
{
    return { m_filter, m_quick };
}

QList<QWidget *> ActionsPage::barWidgetsRight()
{
    return m_right;
}

QString ActionsPage::counts() const
{
    qsizetype running = 0;
    qsizetype half = 0;
    const QList<actions::Record> records = m_center->records();
    for (const actions::Record &record : records) {
        running += actions::isUnderWay(record.state) ? 1 : 0;
        half += actions::needsSomebody(record.state) ? 1 : 0;
    }
    if (!m_center->notice().isEmpty())
        return m_center->notice();
    if (view() == View::Audit && m_auditIsCut)
        return tr("the newest %1 lines; comportactl audit has them all").arg(core::formatCount(mostLines));
    if (records.isEmpty())
        return tr("Nothing was done from here yet.");
    return tr("%1 running, %2 half done").arg(core::formatCount(running), core::formatCount(half));
}

bool ActionsPage::reveal(const links::ObjectRef &ref)
{
    if (ref.kind != links::ObjectRef::Kind::Action)
        return false;
    m_view->setCurrent(static_cast<int>(View::Actions));
    m_actions->select(ref.id);
    m_detail->setAction(QString::fromUtf8(ref.id));
    return true;
}

void ActionsPage::setFilterText(const QString &text)
{
    m_filter->setText(text);
}

void ActionsPage::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

QByteArray ActionsPage::saveState() const
{
    const QJsonObject state{ { u"filter"_s, m_filter->text() },
                             { u"view"_s, m_view->current() },
                             { u"columns"_s, QString::fromUtf8(m_actions->saveColumns()) },
                             { u"auditColumns"_s, QString::fromUtf8(m_audit->saveColumns()) },
                             { u"splitter"_s, QString::fromLatin1(m_splitter->saveState().toBase64()) } };
    return QJsonDocument(state).toJson(QJsonDocument::Compact);
}

void ActionsPage::restoreState(const QByteArray &saved)
{
    const QJsonObject state = QJsonDocument::fromJson(saved).object();
    if (state.isEmpty())
        return;
    m_view->setCurrent(state.value("view"_L1).toInt());
    m_filter->setText(state.value("filter"_L1).toString());
    m_actions->restoreColumns(state.value("columns"_L1).toString().toUtf8());
    m_audit->restoreColumns(state.value("auditColumns"_L1).toString().toUtf8());
    m_splitter->restoreState(QByteArray::fromBase64(state.value("splitter"_L1).toString().toLatin1()));
}

void ActionsPage::setShown(bool shown)
{
    m_shown = shown;
    if (shown)
        refresh();
}

PageEntry actionsPage()
{
    PageEntry entry;
    entry.key = u"actions"_s;
    entry.title = ActionsPage::tr("Actions");
    entry.icon = u"actions"_s;
    entry.opens = { links::ObjectRef::Kind::Action };
    entry.make = [](const PageContext &context, QWidget *parent) { return new ActionsPage(context, parent); };
    entry.badge = [](const stack::Stack &stack) {
        Badge badge;
        for (const actions::Record &record : stack.actions()->records())
            badge.warnings += actions::needsSomebody(record.state) ? 1 : 0;
        return badge;
    };
    return entry;
}

} // namespace ui
