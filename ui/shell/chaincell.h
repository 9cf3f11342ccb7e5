// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/chain/chain.h"
#include "ui/shell/paintedbutton.h"

namespace ui {

/// One link of the chain bar: what it is with its key, its name with the state's glyph, how it stands. It can be
/// clicked where it leads somewhere. Object names "chain-1" to "chain-7". GUI thread.
class ChainCell final : public PaintedButton
{
    Q_OBJECT
public:
    explicit ChainCell(int number, QWidget *parent = nullptr); ///< from 1, as its key

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    void setLink(const chain::Link &link, bool isHere); ///< `isHere`: it is the object the chain is of
    void clear(); ///< of no object
    void setCompact(bool compact); ///< without the last line, which the tool tip has too

private:
    void paintContents(QPainter *painter) override;
    void describe();
    QString kindText() const;

    const int m_number;
    chain::Link m_link;
    bool m_isHere = false;
    bool m_isCompact = false;
    bool m_isBlank = true;
};

QString chainWord(links::ObjectRef::Kind kind); ///< "Node", "Task"
QString chainIcon(links::ObjectRef::Kind kind); ///< icons.h

} // namespace ui
