// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/config/stackconfig.h"

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>

#include <memory>

class QApplication;

namespace ui {

/// Every colour of the product, once (ui.md §3). Colour means state and nothing else.
struct Tokens
{
    QColor window, panel, base, alternate, line, grid, selected, focus;
    QColor text, text2, text3, link;
    QColor failWord, failMark, warnWord, warnMark, runWord, runMark, okWord, okMark, idleMark, inkMark;
    QColor allocated, offered, idle;
    QColor failTint, warnTint, runTint;
    QColor onMark; ///< text on a filled mark
};

struct FrameColours
{
    QColor frame, onFrame, rail, onRail;
    QString word; ///< "PRODUCTION"
};

enum class ColourScheme { FollowDesktop, Light, Dark };

/// Light or dark, fonts and measures for the whole program. Follows the desktop, can be fixed. GUI thread.
class Theme : public QObject
{
    Q_OBJECT
public:
    static Theme *instance(); ///< made by install(), or with its defaults when first asked for
    /// Sets Fusion with our metrics, palette and fonts.
    static Theme *install(QApplication *app, ColourScheme scheme = ColourScheme::FollowDesktop);

    bool isDark() const;
    const Tokens &tokens() const;
    FrameColours frame(config::Tier tier) const;
    ColourScheme scheme() const;
    void setScheme(ColourScheme scheme);

    QFont uiFont() const; ///< 13 px at the default size
    QFont tableFont() const; ///< 12
    QFont headingFont() const; ///< 11/600
    QFont titleFont() const; ///< 15/600
    QFont verdictFont() const; ///< 16/600
    QFont monoFont() const; ///< system's fixed font, 12; for ids and calls
    int fontSize() const; ///< points, 9…16, 10 by default
    void setFontSize(int points); ///< Ctrl+plus, minus, 0

    int rowHeight() const; ///< font height + 6
    int px(int designPixels) const; ///< design px at 13 px UI font → px now; never fixed sizes

    static constexpr int smallestFont = 9;
    static constexpr int largestFont = 16;
    static constexpr int defaultFont = 10;

signals:
    void changed(); ///< colours or sizes: repaint, relayout

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    explicit Theme(QApplication *app);
    ~Theme() override;
    void apply();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace ui
