// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/request.h"
#include "models/links/objectref.h"
#include "models/stack/stack.h"

#include <QKeySequence>
#include <QList>
#include <QWidget>

#include <functional>

class QAction;

namespace ui {

/// What the window itself is busy with, beside the cluster's actions.
struct Work
{
    QString name; ///< "Saving stderr"; empty: it is over
    double share = -1; ///< of the whole; negative: not known
    QString figure; ///< "12 MiB of 430 MiB"
    std::function<void()> cancel;
};

/// What a page may ask of its window. Lives as long as the window's stack page set.
class Navigator : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    /// Shows the page of the object and selects it there; remembered for back and forward.
    virtual void open(const links::ObjectRef &ref) = 0;
    /// Shows a page with a filter already typed: "agents", "pool=model".
    virtual void openFiltered(const QString &page, const QString &filter) = 0;
    /// The right dock; the widget stays the page's. nullptr closes it.
    virtual void showInspector(QWidget *content) = 0;
    virtual void toggleInspector() = 0;
    /// One line in the activity strip, for some seconds.
    virtual void tell(const QString &sentence) = 0;
    /// Opens the plan of an action; sends nothing.
    virtual void plan(const actions::Request &request) = 0;
    /// Grade 0: no dialog. The strip says what happens, its Undo stops it within the hold.
    virtual void act(const actions::Request &request) = 0;
    /// Calls `then` once writing is unlocked: at once where it is, else after the dialog that asks for it, unless that
    /// is cancelled.
    virtual void whenArmed(const std::function<void()> &then) { then(); }
    /// Beside whatever page is shown, at the window's foot: see FootContent.
    virtual void pin(const links::ObjectRef &ref) { (void)ref; }
    /// In the activity strip, with its bar and a way to end it, while no action of the cluster is under way.
    virtual void showWork(const Work &work) { (void)work; }
    /// All of the window, in its order; a stack is in it until it goes.
    virtual QList<stack::Stack *> stacks() const = 0;
    virtual void showStack(const QString &name) = 0;

signals:
    void stacksChanged();
};

struct PageContext
{
    stack::Stack *stack = nullptr;
    Navigator *navigator = nullptr;
};

/// Something a page does that can be asked for from any page: an entry of the menu Do and of the palette, with its key.
struct PageAction
{
    QString id; ///< "new-job"; with the page's key before it, the shortcut's settings key
    QString icon; ///< icons.h
    QString text; ///< "&New job…"
    QList<QKeySequence> keys;
};

/// A key that a page handles itself, told on the sheet of F1.
struct PageKey
{
    QString text;
    QKeySequence key;
};

/// An object the palette can find. Text is matched, detail is shown beside it.
struct Findable
{
    links::ObjectRef ref;
    QString text;
    QString detail; ///< "agent, active, 4 tasks"
    QString glyph; ///< glyph word, may be empty
};

/// What can be done to an object, from wherever it was found: an entry of the palette.
struct ObjectAction
{
    QString icon; ///< icons.h
    QString text; ///< "Kill job hyoga-model…"
    std::function<void(Navigator *)> run; ///< opens a plan, or does what is taken back at once
    bool writes = true; ///< false: it is only looked at something, which needs no unlocking

    static ObjectAction planned(const QString &icon, const QString &text, const actions::Request &request);
    static ObjectAction done(const QString &icon, const QString &text, const actions::Request &request); ///< grade 0
};

/// One page of the rail, over one stack. Built when first shown. GUI thread.
class Page : public QWidget
{
    Q_OBJECT
public:
    explicit Page(PageContext context, QWidget *parent = nullptr);

    /// Widgets for the page bar, between title and counts (filter, group menus) and at the right (view switch, export).
    virtual QList<QWidget *> barWidgets() { return {}; }
    virtual QList<QWidget *> barWidgetsRight() { return {}; }
    virtual QString counts() const { return {}; } ///< "50 agents, 4 idle · 1 cordoned"
    /// What keys and the bar under the page are about; invalid: nothing.
    virtual links::ObjectRef currentObject() const { return {}; }
    virtual bool reveal(const links::ObjectRef &ref)
    {
        (void)ref;
        return false;
    }
    virtual void setFilterText(const QString &text) { (void)text; }
    virtual void focusFilter() { }
    virtual QByteArray saveState() const { return {}; } ///< filters, columns, current object
    virtual void restoreState(const QByteArray &state) { (void)state; }
    /// What is kept under a name: filter, groups, sort, columns. Empty: the page has no such views.
    virtual QByteArray viewState() const { return {}; }
    virtual void restoreView(const QByteArray &state) { (void)state; } ///< of viewState()
    /// One of its PageEntry::actions was chosen; the page is shown.
    virtual void trigger(const QString &action) { (void)action; }
    /// While hidden a page does nothing.
    virtual void setShown(bool shown) { (void)shown; }
    /// F5: what the page asks for by itself. The stack's pictures are asked for already.
    virtual void askAnew() { }

protected:
    const PageContext &context() const { return m_context; }

signals:
    void countsChanged();
    void currentObjectChanged();

private:
    PageContext m_context;
};

/// What stays at the window's foot while pages come and go above it: one a stack, made when it is first wanted, shown
/// and hidden by Ctrl+L. GUI thread.
class FootContent : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    virtual void pin(const links::ObjectRef &ref) = 0; ///< of a kind that the entry pins
    virtual links::ObjectRef pinned() const = 0; ///< invalid: nothing
    virtual QString title() const = 0; ///< "hyoga-model/0 stderr"
    virtual QString glyphWord() const = 0; ///< may be empty
    virtual void setShown(bool shown) = 0; ///< while hidden it asks for nothing
    virtual QByteArray saveState() const = 0;
    virtual void restoreState(const QByteArray &state) = 0;

signals:
    void titleChanged();
};

/// How much of a page needs you. Failures are shown red, warnings amber.
struct Badge
{
    int failures = 0;
    int warnings = 0;
    int count() const { return failures + warnings; }
    bool operator==(const Badge &) const = default;
};

/// One line registers a page: see app/console/pages.cpp.
struct PageEntry
{
    QString key; ///< "agents": ObjectRef page id, settings key
    QString title; ///< "Agents"
    QString icon; ///< icons.h
    QList<links::ObjectRef::Kind> opens; ///< kinds of objects that are shown here
    std::function<Page *(const PageContext &, QWidget *)> make;
    /// Objects of the shown picture that contain `needle` (lower case), at most `limit`, for the palette. May be empty.
    std::function<QList<Findable>(const stack::Stack &, const QString &needle, int limit)> find;
    /// What can be done to one of its objects as it is now, the likeliest first, what ends work last. May be empty.
    std::function<QList<ObjectAction>(const stack::Stack &, const links::ObjectRef &)> actionsFor;
    /// Of the shown picture, for the rail; may be empty.
    std::function<Badge(const stack::Stack &)> badge;
    QList<PageAction> actions; ///< may be empty
    QList<PageKey> keys; ///< beside those of the actions; may be empty
    /// What the header says of this stack whatever page is shown: "Night blocked · re-run by 04:18 for 08:30". It may
    /// answer nullptr; may be empty. Its windowTitle() is what the window's own title begins with, for task bars.
    std::function<QWidget *(const PageContext &, QWidget *)> headline;
    /// What pins objects of its kind at the window's foot; one entry has it, or none.
    std::function<FootContent *(const PageContext &, QWidget *)> foot;
};

} // namespace ui
