// SPDX-License-Identifier: GPL-3.0-or-later
// TablePage: what is kept between runs, and of it what is kept under a name.
#include "ui/tablepage/pagetools.h"
#include "ui/tablepage/tablepage_p.h"
#include "ui/tables/filterbar.h"
#include "ui/tables/tableview.h"

#include <QJsonDocument>
#include <QSplitter>

using namespace Qt::StringLiterals;

namespace ui {

QJsonObject TablePage::Private::view() const
{
    QJsonObject state = q->saveMore();
    state.insert(u"filter"_s, filter->text());
    state.insert(u"group"_s, group->group());
    state.insert(u"columns"_s, QString::fromUtf8(table->saveColumns()));
    return state;
}

void TablePage::Private::restoreView(const QJsonObject &state)
{
    filter->setText(state.value("filter"_L1).toString());
    group->setGroup(state.value("group"_L1).toString());
    table->restoreColumns(state.value("columns"_L1).toString().toUtf8());
}

QByteArray TablePage::viewState() const
{
    return QJsonDocument(d->view()).toJson(QJsonDocument::Compact);
}

void TablePage::restoreView(const QByteArray &saved)
{
    const QJsonObject state = QJsonDocument::fromJson(saved).object();
    if (state.isEmpty())
        return;
    d->restoreView(state);
    restoreMore(state);
}

QByteArray TablePage::saveState() const
{
    QJsonObject state = d->view();
    state.insert(u"current"_s, QString::fromUtf8(d->table->currentKey()));
    state.insert(u"splitter"_s, QString::fromLatin1(d->splitter->saveState().toBase64()));
    return QJsonDocument(state).toJson(QJsonDocument::Compact);
}

void TablePage::restoreState(const QByteArray &saved)
{
    const QJsonObject state = QJsonDocument::fromJson(saved).object();
    if (state.isEmpty())
        return;
    d->restoreView(state);
    const QByteArray current = state.value("current"_L1).toString().toUtf8();
    if (!current.isEmpty())
        d->table->select(current);
    d->splitter->restoreState(QByteArray::fromBase64(state.value("splitter"_L1).toString().toLatin1()));
    restoreMore(state);
}

} // namespace ui
