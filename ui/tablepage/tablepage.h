// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/rowsource.h"
#include "models/tables/tablemodel.h"
#include "ui/shell/page.h"

#include <QJsonObject>

#include <memory>

class QMenu;

namespace ui {

class FilterBar;
class TableView;

/// A term of the filter language behind one click: "running" types `state:running`.
struct QuickFilter
{
    QString label;
    QString term;
    QString toolTip;
};

/// What tells one table page from another.
struct TablePageSetup
{
    QString key; ///< page's key; the table is named KEY + "Table"
    QString noun; ///< plural, lower case: "agents"; the table's name for screen readers and exported files
    QString filterHint; ///< "Filter agents"
    QString emptyText; ///< the picture holds none: "No agent is registered."
    QString noMatchText; ///< none passes, %1 is the filter: "No agent matches `%1`."
    links::ObjectRef::Kind kind = links::ObjectRef::Kind::None; ///< of the rows
    QList<std::pair<QString, Qt::SortOrder>> sort; ///< column keys, first sorts first
    QStringList groupColumns; ///< column keys of the Group menu; empty: no menu
    QString group; ///< group column at first; empty: none
    QList<QuickFilter> quickFilters; ///< chips beside the filter; at most one is on
};

/// The frame of a page that is one table over the picture of one of the stack's stores: filter, quick filters, group
/// menu, band over old data, placeholder, column menu, export, counts, inspector, state between runs.
/// Pages derive from TablePageOf, which knows the picture's type. While hidden it does nothing; shown again, it catches
/// up. GUI thread.
class TablePage : public Page
{
    Q_OBJECT
public:
    /// Makes rows of a picture. Runs in the pool with what it needs by value; the clock stands as long as the page.
    using MakeRows = std::function<tables::Rows(const core::Store::Picture &)>;

    TablePage(PageContext context, const core::Store *store, TablePageSetup setup, MakeRows makeRows,
              QWidget *parent = nullptr);
    ~TablePage() override;

    QList<QWidget *> barWidgets() override;
    QList<QWidget *> barWidgetsRight() override;
    QString counts() const override;
    links::ObjectRef currentObject() const override; ///< the current row's, where rows are of one kind
    bool reveal(const links::ObjectRef &ref) override;
    void setFilterText(const QString &text) override;
    void focusFilter() override;
    QByteArray saveState() const override;
    void restoreState(const QByteArray &state) override;
    QByteArray viewState() const override;
    void restoreView(const QByteArray &state) override;
    void setShown(bool shown) override;

protected:
    /// Made anew when something else than the picture changed what the rows show.
    void remakeRows();
    /// Column keys of the Group menu, where they are known only with the picture.
    void setGroupColumns(const QStringList &keys);

    TableView *table() const;
    FilterBar *filterBar() const;
    bool isShown() const;
    core::Store::Picture anyShownPicture() const;

    /// Between the band and the table, sized by the user with a splitter: the map of agents. Takes the widget.
    void addAbove(QWidget *widget);
    /// Under the table: the roles beneath the frameworks. Takes the widget.
    void addBelow(QWidget *widget);
    /// Right end of the page bar, before columns and export: a view switch. Takes the widget.
    void addBarWidgetRight(QWidget *widget);

    /// The inspector's content for an object of the table; it stays the page's. Called again with each new picture.
    /// An empty key: nothing is selected. nullptr: no inspector.
    virtual QWidget *inspectorFor(const QByteArray &key);
    virtual QString anyCountsDetail(const core::Store::Picture &picture) const = 0;
    /// Entries of the page after the table's own.
    virtual void fillMenu(QMenu *menu, const QByteArray &key);
    virtual void anyPictureShown(const core::Store::Picture &picture) = 0;
    /// Further state between runs, and of views that are kept under names.
    virtual QJsonObject saveMore() const;
    virtual void restoreMore(const QJsonObject &state);
    /// Asks for the inspector's content again: the page changed what it shows of the current object.
    void refreshInspector();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// A table page over pictures of type `State`. A page says what its rows are:
///
///     AgentsPage(PageContext c, QWidget *parent)
///         : TablePageOf(c, c.stack->mesos(), setup(), &mesos::agentRows, parent) {}
///     QWidget *inspectorFor(const QByteArray &key) override { m_inspector->setAgent(key); return m_inspector; }
template <typename State>
class TablePageOf : public TablePage
{
public:
    using Picture = std::shared_ptr<const State>;
    /// Likewise.
    using MakeRowsOf = std::function<tables::Rows(const Picture &)>;

    TablePageOf(PageContext context, const core::Store *store, TablePageSetup setup, MakeRowsOf makeRows,
                QWidget *parent = nullptr)
        : TablePage(
            context, store, std::move(setup),
            [make = std::move(makeRows)](const core::Store::Picture &picture) { return make(typed(picture)); }, parent)
    {
    }

protected:
    /// The picture whose rows are on the screen; null: none yet.
    Picture shownPicture() const { return typed(anyShownPicture()); }
    /// What follows the number in the counts: "4 idle · 1 cordoned". Of the shown picture; by default nothing.
    virtual QString countsDetail(const State &state) const
    {
        (void)state;
        return {};
    }
    /// A new picture's rows are on the screen.
    virtual void pictureShown(const Picture &picture) { (void)picture; }

private:
    static Picture typed(const core::Store::Picture &picture) { return std::static_pointer_cast<const State>(picture); }
    QString anyCountsDetail(const core::Store::Picture &picture) const final { return countsDetail(*typed(picture)); }
    void anyPictureShown(const core::Store::Picture &picture) final { pictureShown(typed(picture)); }
};

} // namespace ui
