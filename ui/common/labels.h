// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QColor>
#include <QFont>
#include <QWidget>

namespace ui {

struct Tokens;
class Theme;

/// One line of text in a token's colour, elided when there is no room; follows the theme by itself. GUI thread.
class TokenLabel final : public QWidget
{
    Q_OBJECT
public:
    using Colour = QColor Tokens::*;
    using Font = QFont (Theme::*)() const;
    TokenLabel(Colour colour, Font fontOfTheme, QWidget *parent = nullptr);

    QString text() const { return m_text; }
    void setText(const QString &text);
    void setColour(Colour colour);
    void setAlignment(Qt::Alignment alignment);
    void setBold(bool bold);
    /// Gives way when there is little room; else it keeps its width.
    void setElides(bool elides);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QFont currentFont() const;

    Colour m_colour;
    Font m_font;
    QString m_text;
    Qt::Alignment m_alignment = Qt::AlignLeft;
    bool m_bold = false;
    bool m_elides = false;
};

/// Text that leads somewhere: link colour, underlined under the pointer, a focus outline. GUI thread.
class LinkButton final : public QAbstractButton
{
    Q_OBJECT
public:
    explicit LinkButton(const QString &text, QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
};

} // namespace ui
