// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace ui {

class GlyphLabel;

/// A framed remark: title and text on the tint of its weight. Hidden while it says nothing. GUI thread.
class NoteBox final : public QWidget
{
    Q_OBJECT
public:
    enum class Weight { Plain, Note, Warning, Failure };

    explicit NoteBox(QWidget *parent = nullptr);
    void say(Weight weight, const QString &title, const QString &text);
    void setQuiet() { hide(); }
    /// What can be done about it, at the right: the caller connects it, and hides it where it makes no sense.
    QPushButton *addButton(const QString &name, const QString &text);
    QString text() const; ///< "title: text", for tests and for copying

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void readTheme();

    Weight m_weight = Weight::Plain;
    GlyphLabel *m_glyph;
    QLabel *m_title;
    QLabel *m_text;
    QHBoxLayout *m_row;
};

} // namespace ui
