// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/finder.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;

namespace ui {

class PaletteModel;

/// Ctrl+K: one field over the dimmed window that goes anywhere and does anything. Arrows choose, Enter opens, Ctrl+C
/// copies, Esc or a click beside it closes. Object names "palette", "paletteInput", "paletteList". GUI thread.
class Palette final : public QWidget
{
    Q_OBJECT
public:
    Palette(const QList<PageEntry> &pages, const Shortcuts &shortcuts, const SavedViews &views, QWidget *window);

    void open(const stack::Stack *stack, const QString &page, const QString &text = {});
    void dismiss();

signals:
    void chosen(const links::ObjectRef &ref);
    void actionChosen(const std::function<void(Navigator *)> &run); ///< on an object

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void ask(const QString &text);
    void show(const QList<Offer> &objects, const QList<Offer> &actions, int found);
    void place();
    void move(int step);
    void accept();
    void copy() const;

    QWidget *m_panel;
    QLineEdit *m_input;
    QLabel *m_where;
    QLabel *m_none;
    QListView *m_list;
    PaletteModel *m_model;
    Finder *m_finder;
    QPointer<const stack::Stack> m_stack;
    QPointer<QWidget> m_before; ///< had the focus
    QString m_page;
    bool m_answered = false; ///< the list belongs to what is typed
    bool m_acceptWhenAnswered = false; ///< Enter came before the answer
};

} // namespace ui
