// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/page.h"

namespace ui {

Page::Page(PageContext context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
}

ObjectAction ObjectAction::planned(const QString &icon, const QString &text, const actions::Request &request)
{
    return { icon, text, [request](Navigator *navigator) { navigator->plan(request); } };
}

ObjectAction ObjectAction::done(const QString &icon, const QString &text, const actions::Request &request)
{
    return { icon, text, [request](Navigator *navigator) { navigator->act(request); } };
}

} // namespace ui
