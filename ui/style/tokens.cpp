// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/tokens.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QColor rgb(QRgb value)
{
    return QColor::fromRgb(value);
}

QString tierWord(config::Tier tier)
{
    switch (tier) {
    case config::Tier::Production:
        return QCoreApplication::translate("Tier", "PRODUCTION");
    case config::Tier::Staging:
        return QCoreApplication::translate("Tier", "STAGING");
    case config::Tier::Development:
        return QCoreApplication::translate("Tier", "DEVELOPMENT");
    case config::Tier::Demo:
        return QCoreApplication::translate("Tier", "DEMO");
    }
    Q_UNREACHABLE();
}

} // namespace

const Tokens &lightTokens()
{
    static const Tokens tokens = [] {
        Tokens t;
        t.window = rgb(0xE9ECEE);
        t.panel = rgb(0xF3F5F6);
        t.base = rgb(0xFFFFFF);
        t.alternate = rgb(0xF7F9FA);
        t.line = rgb(0xCDD3D8);
        t.grid = rgb(0xE8EBED);
        t.selected = rgb(0xDCE9F7);
        t.focus = rgb(0x1559B0);
        t.text = rgb(0x171B1F);
        t.text2 = rgb(0x4C565F);
        t.text3 = rgb(0x5F6973);
        t.link = rgb(0x14539B);
        t.failWord = rgb(0xAD0E0E);
        t.failMark = rgb(0xAD0E0E);
        t.warnWord = rgb(0x855000);
        t.warnMark = rgb(0xBB7500);
        t.runWord = rgb(0x1559B0);
        t.runMark = rgb(0x1559B0);
        t.okWord = rgb(0x176B54);
        t.okMark = rgb(0x1E8569);
        t.idleMark = rgb(0x6E7881);
        t.inkMark = rgb(0x30373D);
        t.allocated = rgb(0x6685A5);
        t.offered = rgb(0xB4C6D8);
        t.idle = rgb(0xEBEEF1);
        t.failTint = rgb(0xFBE4E1);
        t.warnTint = rgb(0xFCF0D8);
        t.runTint = rgb(0xE2EDF9);
        t.onMark = rgb(0xFFFFFF);
        return t;
    }();
    return tokens;
}

const Tokens &darkTokens()
{
    static const Tokens tokens = [] {
        Tokens t;
        t.window = rgb(0x17191C);
        t.panel = rgb(0x24282C);
        t.base = rgb(0x1D2023);
        t.alternate = rgb(0x202428);
        t.line = rgb(0x3B4248);
        t.grid = rgb(0x2A2F33);
        t.selected = rgb(0x1F3C5C);
        t.focus = rgb(0x6FB1FF);
        t.text = rgb(0xE4E7EA);
        t.text2 = rgb(0xAEB7BF);
        t.text3 = rgb(0x98A2AB);
        t.link = rgb(0x86BDFF);
        t.failWord = rgb(0xFF8A80);
        t.failMark = rgb(0xFF6B5E);
        t.warnWord = rgb(0xF7C65C);
        t.warnMark = rgb(0xF7C65C);
        t.runWord = rgb(0x7FB4F8);
        t.runMark = rgb(0x5B9FF5);
        t.okWord = rgb(0x66CFA6);
        t.okMark = rgb(0x66CFA6);
        t.idleMark = rgb(0x929CA5);
        t.inkMark = rgb(0xDDE2E6);
        t.allocated = rgb(0x5C7FA6);
        t.offered = rgb(0x3D5672);
        t.idle = rgb(0x2A2F34);
        t.failTint = rgb(0x47211F);
        t.warnTint = rgb(0x40320F);
        t.runTint = rgb(0x1B334F);
        t.onMark = rgb(0x16181B);
        return t;
    }();
    return tokens;
}

FrameColours frameColours(config::Tier tier, bool dark)
{
    const QString word = tierWord(tier);
    switch (tier) {
    case config::Tier::Production:
    case config::Tier::Demo: // all but the word: a drill looks like the night it is for
        return dark ? FrameColours{ rgb(0xA8509A), rgb(0xFFFFFF), rgb(0x3C1836), rgb(0xF3E9F1), word }
                    : FrameColours{ rgb(0x6E1B5E), rgb(0xFFFFFF), rgb(0x4D1643), rgb(0xF3E9F1), word };
    case config::Tier::Staging:
        return dark ? FrameColours{ rgb(0x5DBFC5), rgb(0x16181B), rgb(0x1A2E30), rgb(0xE4E7EA), word }
                    : FrameColours{ rgb(0x0E7B82), rgb(0xFFFFFF), rgb(0xCFE2E4), rgb(0x171B1F), word };
    case config::Tier::Development:
        return dark ? FrameColours{ rgb(0x8D99A5), rgb(0x16181B), rgb(0x24282C), rgb(0xE4E7EA), word }
                    : FrameColours{ rgb(0x9DA9B4), rgb(0x16181B), rgb(0xDDE2E6), rgb(0x171B1F), word };
    }
    Q_UNREACHABLE();
}

QPalette paletteOf(const Tokens &t)
{
    QPalette p;
    p.setColor(QPalette::Window, t.panel);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Base, t.base);
    p.setColor(QPalette::AlternateBase, t.alternate);
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::PlaceholderText, t.text3);
    p.setColor(QPalette::Button, t.base);
    p.setColor(QPalette::ButtonText, t.text);
    p.setColor(QPalette::BrightText, t.failWord);
    p.setColor(QPalette::Highlight, t.selected);
    p.setColor(QPalette::HighlightedText, t.text);
    p.setColor(QPalette::Link, t.link);
    p.setColor(QPalette::LinkVisited, t.link);
    p.setColor(QPalette::ToolTipBase, t.base);
    p.setColor(QPalette::ToolTipText, t.text);
    p.setColor(QPalette::Light, t.base);
    p.setColor(QPalette::Midlight, t.grid);
    p.setColor(QPalette::Mid, t.line);
    p.setColor(QPalette::Dark, t.line);
    p.setColor(QPalette::Shadow, t.line);
    for (const QPalette::ColorRole role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
        p.setColor(QPalette::Disabled, role, t.text3);
    p.setColor(QPalette::Disabled, QPalette::Highlight, t.grid);
    p.setColor(QPalette::Disabled, QPalette::HighlightedText, t.text3);
    return p;
}

} // namespace ui
