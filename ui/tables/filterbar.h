// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/filter.h"

#include <QLabel>
#include <QLineEdit>
#include <QPointer>

class QCompleter;
class QStringListModel;

namespace ui {

/// The filter field of a page: filters as you type, `/` jumps here (the page installs it), Esc clears, a mistake is
/// underlined and said in words below the field, column names complete. Object name "filter". GUI thread.
class FilterBar final : public QLineEdit
{
    Q_OBJECT
public:
    explicit FilterBar(const QString &placeholder, QWidget *parent = nullptr);
    ~FilterBar() override;
    void setColumns(const QList<tables::Column> &columns);
    /// Joins a term to what is typed; the same term twice is once, its opposite is replaced.
    void addTerm(const QString &term);
    void removeTerm(const QString &term);
    bool hasTerm(const QString &term) const;

    QString mistake() const { return m_mistake; } ///< in words; empty: what is typed is understood

signals:
    void filterChanged(const tables::Filter &filter); ///< not while there is a mistake: the last good one stays
    void leftDownwards(); ///< Enter or Down: on to the table

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void parse();
    void setMistake(const QString &words, const QString &place);
    void placeMistake();
    void underline(const QString &place);
    void offerColumns();
    void complete(const QString &word);
    void readTheme();

    QList<tables::Column> m_columns;
    tables::Filter m_filter;
    QString m_mistake;
    QPointer<QLabel> m_popup; ///< child of the window, which may go first: it hangs below the field over the page
    QAction *m_clear = nullptr;
    QCompleter *m_completer = nullptr;
    QStringListModel *m_words = nullptr;
};

} // namespace ui
