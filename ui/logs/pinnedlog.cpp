// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/pinnedlog.h"

#include "ui/logs/openlog.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

PinnedLog::PinnedLog(PageContext context, QWidget *parent)
    : FootContent(parent)
    , m_context(context)
{
    setObjectName(u"pinnedLog"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
}

void PinnedLog::pin(const links::ObjectRef &ref)
{
    const links::ObjectRef object = loggedObject(ref);
    if (!object.isValid())
        return;
    if (m_log && m_log->ref() == object)
        return m_log->reopen();
    show(object);
}

void PinnedLog::show(const links::ObjectRef &object)
{
    if (m_log) {
        m_log->setShown(false);
        m_log->hide();
        m_log->deleteLater();
    }
    m_log = makeLogTab(m_context, object, this);
    m_log->setCompact();
    layout()->addWidget(m_log);
    setFocusProxy(m_log);
    connect(m_log, &LogTab::titleChanged, this, &FootContent::titleChanged);
    m_log->setShown(m_shown);
    emit titleChanged();
}

links::ObjectRef PinnedLog::pinned() const
{
    return m_log ? links::logOf(links::toPath(m_log->ref()), {}) : links::ObjectRef();
}

QString PinnedLog::title() const
{
    return m_log ? m_log->title() : QString();
}

QString PinnedLog::glyphWord() const
{
    return m_log ? m_log->stateWord() : QString();
}

void PinnedLog::setShown(bool shown)
{
    m_shown = shown;
    if (m_log)
        m_log->setShown(shown);
}

QByteArray PinnedLog::saveState() const
{
    if (!m_log)
        return {};
    return QJsonDocument(QJsonObject{ { u"log"_s, links::toPath(m_log->ref()) }, { u"file"_s, m_log->openFile() } })
        .toJson(QJsonDocument::Compact);
}

void PinnedLog::restoreState(const QByteArray &saved)
{
    const QJsonObject state = QJsonDocument::fromJson(saved).object();
    const links::ObjectRef object = links::fromPath(state["log"_L1].toString());
    if (!isLogged(object))
        return;
    show(object);
    m_log->want(state["file"_L1].toString(), false);
}

} // namespace ui
