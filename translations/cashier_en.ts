<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
  <context>
    <name>about</name>
    <message>
      <source>A till that keeps selling, and keeps the loyalty ledger right, when the network is gone.</source>
      <translation>A till that keeps selling, and keeps the loyalty ledger right, when the network is gone.</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Back</translation>
    </message>
    <message>
      <source>Database</source>
      <translation>Database</translation>
    </message>
    <message>
      <source>Log</source>
      <translation>Log</translation>
    </message>
    <message>
      <source>Put it in now</source>
      <translation>Put it in now</translation>
    </message>
    <message>
      <source>Switch the program off</source>
      <translation>Switch the program off</translation>
    </message>
    <message>
      <source>The receipt on the screen, parked receipts and everything that waits for the printer or the server are kept and are there again at the next start.</source>
      <translation>The receipt on the screen, parked receipts and everything that waits for the printer or the server are kept and are there again at the next start.</translation>
    </message>
    <message>
      <source>The run before this one ended by a mistake of the program:</source>
      <translation>The run before this one ended by a mistake of the program:</translation>
    </message>
    <message>
      <source>The run before this one ended in order.</source>
      <translation>The run before this one ended in order.</translation>
    </message>
    <message>
      <source>The run before this one was cut off: power, or the system.</source>
      <translation>The run before this one was cut off: power, or the system.</translation>
    </message>
    <message>
      <source>Till</source>
      <translation>Till</translation>
    </message>
    <message>
      <source>What was written down</source>
      <translation>What was written down</translation>
    </message>
    <message>
      <source>a manager does this</source>
      <translation>a manager does this</translation>
    </message>
    <message>
      <source>finish the receipt first</source>
      <translation>finish the receipt first</translation>
    </message>
  </context>
  <context>
    <name>accruals</name>
    <message>
      <source>{name} until {date}</source>
      <translation>{name} until {date}</translation>
    </message>
  </context>
  <context>
    <name>argparse</name>
    <message>
      <source>%(prog)s: error: %(message)s
</source>
      <translation>%(prog)s: error: %(message)s
</translation>
    </message>
    <message>
      <source>ambiguous option: %(option)s could match %(matches)s</source>
      <translation>ambiguous option: %(option)s could match %(matches)s</translation>
    </message>
    <message>
      <source>argument %(argument_name)s: %(message)s</source>
      <translation>argument %(argument_name)s: %(message)s</translation>
    </message>
    <message>
      <source>expected one argument</source>
      <translation>expected one argument</translation>
    </message>
    <message>
      <source>ignored explicit argument %r</source>
      <translation>ignored explicit argument %r</translation>
    </message>
    <message>
      <source>invalid %(type)s value: %(value)r</source>
      <translation>invalid %(type)s value: %(value)r</translation>
    </message>
    <message>
      <source>invalid choice: %(value)r (choose from %(choices)s)</source>
      <translation>invalid choice: %(value)r (choose from %(choices)s)</translation>
    </message>
    <message>
      <source>options</source>
      <translation>options</translation>
    </message>
    <message>
      <source>positional arguments</source>
      <translation>positional arguments</translation>
    </message>
    <message>
      <source>show this help message and exit</source>
      <translation>show this help message and exit</translation>
    </message>
    <message>
      <source>the following arguments are required: %s</source>
      <translation>the following arguments are required: %s</translation>
    </message>
    <message>
      <source>unrecognized arguments: %s</source>
      <translation>unrecognized arguments: %s</translation>
    </message>
    <message>
      <source>usage: </source>
      <translation>usage: </translation>
    </message>
  </context>
  <context>
    <name>attention</name>
    <message numerus="yes">
      <source>%n more stand(s) in the list of notices</source>
      <translation>
        <numerusform>%n more stands in the list of notices</numerusform>
        <numerusform>%n more stand in the list of notices</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n operation(s) wait for the server</source>
      <translation>
        <numerusform>%n operation waits for the server</numerusform>
        <numerusform>%n operations wait for the server</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n record(s) could not be written to the disk yet</source>
      <translation>
        <numerusform>%n record could not be written to the disk yet</numerusform>
        <numerusform>%n records could not be written to the disk yet</numerusform>
      </translation>
    </message>
    <message>
      <source>A manager puts it in when nobody is at the counter</source>
      <translation>A manager puts it in when nobody is at the counter</translation>
    </message>
    <message>
      <source>A manager reads the reasons in the list; the sales themselves are safe</source>
      <translation>A manager reads the reasons in the list; the sales themselves are safe</translation>
    </message>
    <message>
      <source>Another loyalty programme begins tomorrow: {name}</source>
      <translation>Another loyalty programme begins tomorrow: {name}</translation>
    </message>
    <message>
      <source>Ask for a pairing code and type “cashier-app join CODE” on this machine</source>
      <translation>Ask for a pairing code and type “cashier-app join CODE” on this machine</translation>
    </message>
    <message>
      <source>Call the person who looks after the till</source>
      <translation>Call the person who looks after the till</translation>
    </message>
    <message>
      <source>Changed settings wait for the next start: {keys}</source>
      <translation>Changed settings wait for the next start: {keys}</translation>
    </message>
    <message>
      <source>Close it in time</source>
      <translation>Close it in time</translation>
    </message>
    <message>
      <source>Close it now; the next one can be opened at once</source>
      <translation>Close it now; the next one can be opened at once</translation>
    </message>
    <message>
      <source>Delete or move what is not needed: a full disk stops the till</source>
      <translation>Delete or move what is not needed: a full disk stops the till</translation>
    </message>
    <message numerus="yes">
      <source>It is not known whether %n slip(s) were printed</source>
      <translation>
        <numerusform>It is not known whether %n slip was printed</numerusform>
        <numerusform>It is not known whether %n slips were printed</numerusform>
      </translation>
    </message>
    <message>
      <source>It is put in by itself after the shift; a manager can do it now</source>
      <translation>It is put in by itself after the shift; a manager can do it now</translation>
    </message>
    <message>
      <source>Look at the printer and answer in the list of slips</source>
      <translation>Look at the printer and answer in the list of slips</translation>
    </message>
    <message>
      <source>Look whether that machine is switched on and in the network</source>
      <translation>Look whether that machine is switched on and in the network</translation>
    </message>
    <message>
      <source>Nothing has been heard of the server for {age}</source>
      <translation>Nothing has been heard of the server for {age}</translation>
    </message>
    <message>
      <source>Nothing has to be done: it begins by itself at midnight</source>
      <translation>Nothing has to be done: it begins by itself at midnight</translation>
    </message>
    <message>
      <source>Nothing has to be done: it waits for the end of the shift</source>
      <translation>Nothing has to be done: it waits for the end of the shift</translation>
    </message>
    <message>
      <source>Nothing is lost, sell on. For whoever looks after the till: {why}</source>
      <translation>Nothing is lost, sell on. For whoever looks after the till: {why}</translation>
    </message>
    <message>
      <source>One is made with every shift; “Copy now” makes one at once</source>
      <translation>One is made with every shift; “Copy now” makes one at once</translation>
    </message>
    <message>
      <source>Only {size} GB are free on the disk of the till</source>
      <translation>Only {size} GB are free on the disk of the till</translation>
    </message>
    <message>
      <source>Plug it in and switch it on: the window comes by itself</source>
      <translation>Plug it in and switch it on: the window comes by itself</translation>
    </message>
    <message>
      <source>Points can be spent again after the next contact with the server</source>
      <translation>Points can be spent again after the next contact with the server</translation>
    </message>
    <message>
      <source>Record {number} of the journal was changed or taken out</source>
      <translation>Record {number} of the journal was changed or taken out</translation>
    </message>
    <message>
      <source>Sell on: everything is kept here. Look at the network cable and router</source>
      <translation>Sell on: everything is kept here. Look at the network cable and router</translation>
    </message>
    <message>
      <source>Set it: until then points near their expiry are held back</source>
      <translation>Set it: until then points near their expiry are held back</translation>
    </message>
    <message>
      <source>Switch the program off and on again when nobody is at the counter</source>
      <translation>Switch the program off and on again when nobody is at the counter</translation>
    </message>
    <message>
      <source>Tell the owner of the shop; selling goes on</source>
      <translation>Tell the owner of the shop; selling goes on</translation>
    </message>
    <message>
      <source>The buyer's screen is not there</source>
      <translation>The buyer's screen is not there</translation>
    </message>
    <message>
      <source>The database comes from another computer</source>
      <translation>The database comes from another computer</translation>
    </message>
    <message>
      <source>The database is an older copy than the one that stopped here</source>
      <translation>The database is an older copy than the one that stopped here</translation>
    </message>
    <message>
      <source>The last verified copy of the database is {age} old</source>
      <translation>The last verified copy of the database is {age} old</translation>
    </message>
    <message numerus="yes">
      <source>The server has set %n operation(s) aside</source>
      <translation>
        <numerusform>The server has set %n operation aside</numerusform>
        <numerusform>The server has set %n operations aside</numerusform>
      </translation>
    </message>
    <message>
      <source>The shift has been open for more than 24 hours</source>
      <translation>The shift has been open for more than 24 hours</translation>
    </message>
    <message>
      <source>The shift has been open for {age}; it may not last longer than 24 hours</source>
      <translation>The shift has been open for {age}; it may not last longer than 24 hours</translation>
    </message>
    <message>
      <source>The shop's node does not answer: the central server is asked past it</source>
      <translation>The shop's node does not answer: the central server is asked past it</translation>
    </message>
    <message>
      <source>There is no copy of the database yet</source>
      <translation>There is no copy of the database yet</translation>
    </message>
    <message>
      <source>They are safe here and are sent by themselves; look why the server is slow</source>
      <translation>They are safe here and are sent by themselves; look why the server is slow</translation>
    </message>
    <message>
      <source>They are tried again by themselves; free the disk and do not switch off</source>
      <translation>They are tried again by themselves; free the disk and do not switch off</translation>
    </message>
    <message>
      <source>This machine's clock is wrong, or the server's</source>
      <translation>This machine's clock is wrong, or the server's</translation>
    </message>
    <message>
      <source>This till has not been paired with the server yet</source>
      <translation>This till has not been paired with the server yet</translation>
    </message>
    <message>
      <source>Version {version} of the program did not work: the till went back by itself</source>
      <translation>Version {version} of the program did not work: the till went back by itself</translation>
    </message>
    <message>
      <source>Version {version} of the program is put in at the next start</source>
      <translation>Version {version} of the program is put in at the next start</translation>
    </message>
    <message>
      <source>Version {version} of the program is ready</source>
      <translation>Version {version} of the program is ready</translation>
    </message>
    <message>
      <source>{printer}: {text}</source>
      <translation>{printer}: {text}</translation>
    </message>
    <message>
      <source>{scanner}: {text}</source>
      <translation>{scanner}: {text}</translation>
    </message>
    <message>
      <source>“Copy now” makes one at once; if it cannot, it says why</source>
      <translation>“Copy now” makes one at once; if it cannot, it says why</translation>
    </message>
  </context>
  <context>
    <name>backup</name>
    <message>
      <source>A verified copy: {file}</source>
      <translation>A verified copy: {file}</translation>
    </message>
    <message>
      <source>How many of them the server has nobody here can tell</source>
      <translation>How many of them the server has nobody here can tell</translation>
    </message>
    <message>
      <source>In the second place: {file}</source>
      <translation>In the second place: {file}</translation>
    </message>
    <message>
      <source>Made after this copy: operations {first}–{last}.</source>
      <translation>Made after this copy: operations {first}–{last}.</translation>
    </message>
    <message>
      <source>Nothing was changed</source>
      <translation>Nothing was changed</translation>
    </message>
    <message>
      <source>Operations taken over for the server: {count}</source>
      <translation>Operations taken over for the server: {count}</translation>
    </message>
    <message>
      <source>Put this copy in the place of the database? (y/n)</source>
      <translation>Put this copy in the place of the database? (y/n)</translation>
    </message>
    <message>
      <source>The copy is in place; the next start of the till begins a new life without rights</source>
      <translation>The copy is in place; the next start of the till begins a new life without rights</translation>
    </message>
    <message>
      <source>The database that was there: {file}</source>
      <translation>The database that was there: {file}</translation>
    </message>
    <message>
      <source>The file is whole, and its sums and chains agree</source>
      <translation>The file is whole, and its sums and chains agree</translation>
    </message>
    <message>
      <source>The server has all of them</source>
      <translation>The server has all of them</translation>
    </message>
    <message>
      <source>The till runs: the copy is not written into its journal</source>
      <translation>The till runs: the copy is not written into its journal</translation>
    </message>
    <message>
      <source>There are no copies yet</source>
      <translation>There are no copies yet</translation>
    </message>
    <message>
      <source>Those go into the queue of the new database, and on to the server</source>
      <translation>Those go into the queue of the new database, and on to the server</translation>
    </message>
    <message>
      <source>Tills send again what this copy lacks; nothing is granted until all have reported</source>
      <translation>Tills send again what this copy lacks; nothing is granted until all have reported</translation>
    </message>
    <message numerus="yes">
      <source>{file}: %n receipt(s), the last of {last}; tables {version}</source>
      <translation>
        <numerusform>{file}: %n receipt, the last of {last}; tables {version}</numerusform>
        <numerusform>{file}: %n receipts, the last of {last}; tables {version}</numerusform>
      </translation>
    </message>
    <message>
      <source>{file}: whole; tables {version}</source>
      <translation>{file}: whole; tables {version}</translation>
    </message>
    <message>
      <source>{sent} of them are at the server, {unsent} are not</source>
      <translation>{sent} of them are at the server, {unsent} are not</translation>
    </message>
    <message>
      <source>{size} MB</source>
      <translation>{size} MB</translation>
    </message>
  </context>
  <context>
    <name>buyer</name>
    <message>
      <source>Buyer without a card</source>
      <translation>Buyer without a card</translation>
    </message>
    <message>
      <source>Cards</source>
      <translation>Cards</translation>
    </message>
    <message>
      <source>Find</source>
      <translation>Find</translation>
    </message>
    <message>
      <source>New card</source>
      <translation>New card</translation>
    </message>
    <message>
      <source>No registered buyer is on this receipt</source>
      <translation>No registered buyer is on this receipt</translation>
    </message>
    <message>
      <source>Purchases and points</source>
      <translation>Purchases and points</translation>
    </message>
    <message>
      <source>Scan the card, or type the telephone (9161234567) or the card's number. With the server there, the last four digits or a part of the number do.</source>
      <translation>Scan the card, or type the telephone (9161234567) or the card's number. With the server there, the last four digits or a part of the number do.</translation>
    </message>
    <message>
      <source>Take the card off</source>
      <translation>Take the card off</translation>
    </message>
    <message>
      <source>Telephone or card</source>
      <translation>Telephone or card</translation>
    </message>
    <message>
      <source>There are more: type more digits</source>
      <translation>There are more: type more digits</translation>
    </message>
    <message>
      <source>There is no card on this receipt</source>
      <translation>There is no card on this receipt</translation>
    </message>
    <message>
      <source>This one</source>
      <translation>This one</translation>
    </message>
    <message>
      <source>To the receipt</source>
      <translation>To the receipt</translation>
    </message>
    <message>
      <source>Without a name</source>
      <translation>Without a name</translation>
    </message>
    <message>
      <source>card</source>
      <translation>card</translation>
    </message>
    <message>
      <source>telephone</source>
      <translation>telephone</translation>
    </message>
    <message>
      <source>the server is being asked</source>
      <translation>the server is being asked</translation>
    </message>
    <message>
      <source>type the telephone number</source>
      <translation>type the telephone number</translation>
    </message>
  </context>
  <context>
    <name>buyer display</name>
    <message numerus="yes">
      <source>%n more above</source>
      <translation>
        <numerusform>%n more line above</numerusform>
        <numerusform>%n more lines above</numerusform>
      </translation>
    </message>
    <message>
      <source>By points: {sum}</source>
      <translation>By points: {sum}</translation>
    </message>
    <message>
      <source>Follow the payment terminal</source>
      <translation>Follow the payment terminal</translation>
    </message>
    <message>
      <source>Left to pay</source>
      <translation>Left to pay</translation>
    </message>
    <message>
      <source>Paid</source>
      <translation>Paid</translation>
    </message>
    <message>
      <source>TOTAL</source>
      <translation>TOTAL</translation>
    </message>
    <message>
      <source>Thank you for your purchase!</source>
      <translation>Thank you for your purchase!</translation>
    </message>
    <message>
      <source>To pay</source>
      <translation>To pay</translation>
    </message>
    <message>
      <source>To spend: {points}</source>
      <translation>To spend: {points}</translation>
    </message>
    <message>
      <source>You save {sum}</source>
      <translation>You save {sum}</translation>
    </message>
    <message>
      <source>Your change</source>
      <translation>Your change</translation>
    </message>
  </context>
  <context>
    <name>cards</name>
    <message>
      <source>Back</source>
      <translation>Back</translation>
    </message>
    <message>
      <source>Block</source>
      <translation>Block</translation>
    </message>
    <message>
      <source>Block it</source>
      <translation>Block it</translation>
    </message>
    <message>
      <source>Card in the telephone {mask}</source>
      <translation>Card in the telephone {mask}</translation>
    </message>
    <message>
      <source>Card {mask}</source>
      <translation>Card {mask}</translation>
    </message>
    <message>
      <source>Change the telephone</source>
      <translation>Change the telephone</translation>
    </message>
    <message>
      <source>Choose what was lost, then scan a blank card or type the new number</source>
      <translation>Choose what was lost, then scan a blank card or type the new number</translation>
    </message>
    <message>
      <source>E-mail {mask}</source>
      <translation>E-mail {mask}</translation>
    </message>
    <message>
      <source>Give the card</source>
      <translation>Give the card</translation>
    </message>
    <message>
      <source>New card</source>
      <translation>New card</translation>
    </message>
    <message>
      <source>New telephone</source>
      <translation>New telephone</translation>
    </message>
    <message>
      <source>No card: give one</source>
      <translation>No card: give one</translation>
    </message>
    <message>
      <source>No telephone: write one down</source>
      <translation>No telephone: write one down</translation>
    </message>
    <message>
      <source>Nothing is known of this buyer.</source>
      <translation>Nothing is known of this buyer.</translation>
    </message>
    <message>
      <source>Replace</source>
      <translation>Replace</translation>
    </message>
    <message>
      <source>Replace the card</source>
      <translation>Replace the card</translation>
    </message>
    <message>
      <source>Telephone {mask}</source>
      <translation>Telephone {mask}</translation>
    </message>
    <message>
      <source>The card {new} is given</source>
      <translation>The card {new} is given</translation>
    </message>
    <message>
      <source>The server will hear of it when it answers; elsewhere the old one works until then</source>
      <translation>The server will hear of it when it answers; elsewhere the old one works until then</translation>
    </message>
    <message>
      <source>The telephone is {new} now</source>
      <translation>The telephone is {new} now</translation>
    </message>
    <message>
      <source>blocked</source>
      <translation>blocked</translation>
    </message>
    <message>
      <source>choose a card or telephone</source>
      <translation>choose a card or telephone</translation>
    </message>
    <message>
      <source>expired</source>
      <translation>expired</translation>
    </message>
    <message>
      <source>in use</source>
      <translation>in use</translation>
    </message>
    <message>
      <source>it is being written</source>
      <translation>it is being written</translation>
    </message>
    <message>
      <source>replaced</source>
      <translation>replaced</translation>
    </message>
    <message>
      <source>scan a blank card</source>
      <translation>scan a blank card</translation>
    </message>
    <message>
      <source>there is nothing to block</source>
      <translation>there is nothing to block</translation>
    </message>
    <message>
      <source>this one is not in use any more</source>
      <translation>this one is not in use any more</translation>
    </message>
    <message>
      <source>type the new number</source>
      <translation>type the new number</translation>
    </message>
    <message>
      <source>{card} is blocked</source>
      <translation>{card} is blocked</translation>
    </message>
    <message>
      <source>{old} is replaced by {new}</source>
      <translation>{old} is replaced by {new}</translation>
    </message>
  </context>
  <context>
    <name>cash</name>
    <message>
      <source>Back</source>
      <translation>Back</translation>
    </message>
    <message>
      <source>Correction</source>
      <translation>Correction</translation>
    </message>
    <message>
      <source>From another till</source>
      <translation>From another till</translation>
    </message>
    <message>
      <source>From the bank</source>
      <translation>From the bank</translation>
    </message>
    <message>
      <source>Put cash in</source>
      <translation>Put cash in</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>Reason</translation>
    </message>
    <message>
      <source>Small change</source>
      <translation>Small change</translation>
    </message>
    <message>
      <source>Sum, ₽</source>
      <translation>Sum, ₽</translation>
    </message>
    <message>
      <source>Take cash out</source>
      <translation>Take cash out</translation>
    </message>
    <message>
      <source>To a supplier</source>
      <translation>To a supplier</translation>
    </message>
    <message>
      <source>To another till</source>
      <translation>To another till</translation>
    </message>
    <message>
      <source>To the bank</source>
      <translation>To the bank</translation>
    </message>
    <message>
      <source>To the safe</source>
      <translation>To the safe</translation>
    </message>
    <message>
      <source>Touch a reason or write one</source>
      <translation>Touch a reason or write one</translation>
    </message>
    <message>
      <source>touch a reason first</source>
      <translation>touch a reason first</translation>
    </message>
    <message>
      <source>type the sum</source>
      <translation>type the sum</translation>
    </message>
    <message>
      <source>{sum} ₽ put in</source>
      <translation>{sum} ₽ put in</translation>
    </message>
    <message>
      <source>{sum} ₽ taken out</source>
      <translation>{sum} ₽ taken out</translation>
    </message>
  </context>
  <context>
    <name>cli</name>
    <message>
      <source>150 gives points, -150 takes them</source>
      <translation>150 gives points, -150 takes them</translation>
    </message>
    <message>
      <source>A till that keeps selling when the network is gone</source>
      <translation>A till that keeps selling when the network is gone</translation>
    </message>
    <message>
      <source>An error of this program. It is described in {file}</source>
      <translation>An error of this program. It is described in {file}</translation>
    </message>
    <message>
      <source>CSV for a Russian Excel (semicolons), or plain (commas and points)</source>
      <translation>CSV for a Russian Excel (semicolons), or plain (commas and points)</translation>
    </message>
    <message>
      <source>CSV: codes that are no goods, instead of the usual ones; gift_* names a beginning</source>
      <translation>CSV: codes that are no goods, instead of the usual ones; gift_* names a beginning</translation>
    </message>
    <message>
      <source>CSV: number, and a sum in roubles</source>
      <translation>CSV: number, and a sum in roubles</translation>
    </message>
    <message>
      <source>CSV: the column with the price</source>
      <translation>CSV: the column with the price</translation>
    </message>
    <message>
      <source>CSV: the column with the price for members</source>
      <translation>CSV: the column with the price for members</translation>
    </message>
    <message>
      <source>CSV: the encoding, where it is not found out rightly</source>
      <translation>CSV: the encoding, where it is not found out rightly</translation>
    </message>
    <message>
      <source>Commands:</source>
      <translation>Commands:</translation>
    </message>
    <message>
      <source>CommerceML: the price type of prices for members</source>
      <translation>CommerceML: the price type of prices for members</translation>
    </message>
    <message>
      <source>CommerceML: the price type; else retail, else the first</source>
      <translation>CommerceML: the price type; else retail, else the first</translation>
    </message>
    <message>
      <source>Data: {folder}</source>
      <translation>Data: {folder}</translation>
    </message>
    <message>
      <source>File: {file}</source>
      <translation>File: {file}</translation>
    </message>
    <message>
      <source>Logs: {folder}</source>
      <translation>Logs: {folder}</translation>
    </message>
    <message>
      <source>Till {number} has joined {url} as part of store {store}</source>
      <translation>Till {number} has joined {url} as part of store {store}</translation>
    </message>
    <message>
      <source>Trial only, nothing was changed</source>
      <translation>Trial only, nothing was changed</translation>
    </message>
    <message>
      <source>XLSX: the sheet</source>
      <translation>XLSX: the sheet</translation>
    </message>
    <message>
      <source>a CSV file (.gz too), a CommerceML file, or a folder or zip of them</source>
      <translation>a CSV file (.gz too), a CommerceML file, or a folder or zip of them</translation>
    </message>
    <message>
      <source>a CSV or XLSX: identifier, group, from date</source>
      <translation>a CSV or XLSX: identifier, group, from date</translation>
    </message>
    <message>
      <source>a CSV; left out: print</source>
      <translation>a CSV; left out: print</translation>
    </message>
    <message>
      <source>a copy in the place of the server's database, which is kept</source>
      <translation>a copy in the place of the server's database, which is kept</translation>
    </message>
    <message>
      <source>a copy in the place of the till's database</source>
      <translation>a copy in the place of the till's database</translation>
    </message>
    <message>
      <source>a copy, .db or .db.gz</source>
      <translation>a copy, .db or .db.gz</translation>
    </message>
    <message>
      <source>a copy, .db or .db.gz; its name is enough where it lies among the copies</source>
      <translation>a copy, .db or .db.gz; its name is enough where it lies among the copies</translation>
    </message>
    <message>
      <source>a folder of PNG or JPEG files named by barcode, article or id</source>
      <translation>a folder of PNG or JPEG files named by barcode, article or id</translation>
    </message>
    <message>
      <source>a group of the other system and the level it means; adds to the settings</source>
      <translation>a group of the other system and the level it means; adds to the settings</translation>
    </message>
    <message>
      <source>a list of them, one a line or CSV</source>
      <translation>a list of them, one a line or CSV</translation>
    </message>
    <message>
      <source>a lot, or a member with all lots</source>
      <translation>a lot, or a member with all lots</translation>
    </message>
    <message>
      <source>a loyalty programme: checked, shown, compared, published</source>
      <translation>a loyalty programme: checked, shown, compared, published</translation>
    </message>
    <message>
      <source>a node with all its epochs, or one epoch</source>
      <translation>a node with all its epochs, or one epoch</translation>
    </message>
    <message>
      <source>a price for goods whose price the file leaves out</source>
      <translation>a price for goods whose price the file leaves out</translation>
    </message>
    <message>
      <source>a programme in words</source>
      <translation>a programme in words</translation>
    </message>
    <message>
      <source>a receipt of this till again: as text, picture, PDF or letter</source>
      <translation>a receipt of this till again: as text, picture, PDF or letter</translation>
    </message>
    <message>
      <source>a shift of this till, or last</source>
      <translation>a shift of this till, or last</translation>
    </message>
    <message>
      <source>a single day</source>
      <translation>a single day</translation>
    </message>
    <message>
      <source>a till, store node or server set up from a file of answers, before its first start</source>
      <translation>a till, store node or server set up from a file of answers, before its first start</translation>
    </message>
    <message>
      <source>a time by its name; left out: today</source>
      <translation>a time by its name; left out: today</translation>
    </message>
    <message>
      <source>a verified copy of the server's database, also while it runs</source>
      <translation>a verified copy of the server's database, also while it runs</translation>
    </message>
    <message>
      <source>a version</source>
      <translation>a version</translation>
    </message>
    <message>
      <source>a version that is given out</source>
      <translation>a version that is given out</translation>
    </message>
    <message>
      <source>a version whose folder lies in [node] releases</source>
      <translation>a version whose folder lies in [node] releases</translation>
    </message>
    <message>
      <source>a version; else the newest</source>
      <translation>a version; else the newest</translation>
    </message>
    <message>
      <source>a whole shop on this machine, to try it out</source>
      <translation>a whole shop on this machine, to try it out</translation>
    </message>
    <message>
      <source>account, card, telephone or e-mail</source>
      <translation>account, card, telephone or e-mail</translation>
    </message>
    <message>
      <source>accounts, cards, telephones or e-mails</source>
      <translation>accounts, cards, telephones or e-mails</translation>
    </message>
    <message>
      <source>address of the central server</source>
      <translation>address of the central server</translation>
    </message>
    <message>
      <source>address to listen on</source>
      <translation>address to listen on</translation>
    </message>
    <message>
      <source>addresses and names by which tills reach this server</source>
      <translation>addresses and names by which tills reach this server</translation>
    </message>
    <message>
      <source>all data of the till or the server in open forms: CSV and a schema</source>
      <translation>all data of the till or the server in open forms: CSV and a schema</translation>
    </message>
    <message>
      <source>all errors of programme files, and warnings</source>
      <translation>all errors of programme files, and warnings</translation>
    </message>
    <message>
      <source>all tills</source>
      <translation>all tills</translation>
    </message>
    <message>
      <source>allow --host 0.0.0.0: every address of this machine</source>
      <translation>allow --host 0.0.0.0: every address of this machine</translation>
    </message>
    <message>
      <source>allow plain HTTP to other machines: whoever is on the wire reads along</source>
      <translation>allow plain HTTP to other machines: whoever is on the wire reads along</translation>
    </message>
    <message>
      <source>also what the other system leads</source>
      <translation>also what the other system leads</translation>
    </message>
    <message>
      <source>an old programme's members and points</source>
      <translation>an old programme's members and points</translation>
    </message>
    <message>
      <source>and to this one, named</source>
      <translation>and to this one, named</translation>
    </message>
    <message>
      <source>another CSV with prices by barcode or id; they win over the file's own</source>
      <translation>another CSV with prices by barcode or id; they win over the file's own</translation>
    </message>
    <message>
      <source>as listed</source>
      <translation>as listed</translation>
    </message>
    <message>
      <source>ask for the private key's password</source>
      <translation>ask for the private key's password</translation>
    </message>
    <message>
      <source>ask whether there is a newer version</source>
      <translation>ask whether there is a newer version</translation>
    </message>
    <message>
      <source>ask whoever holds points or coupons to give up what is idle</source>
      <translation>ask whoever holds points or coupons to give up what is idle</translation>
    </message>
    <message>
      <source>at most so many</source>
      <translation>at most so many</translation>
    </message>
    <message>
      <source>balances or lots of points</source>
      <translation>balances or lots of points</translation>
    </message>
    <message>
      <source>begin a new shop, forget the last one</source>
      <translation>begin a new shop, forget the last one</translation>
    </message>
    <message>
      <source>behind this one</source>
      <translation>behind this one</translation>
    </message>
    <message>
      <source>booking</source>
      <translation>booking</translation>
    </message>
    <message>
      <source>card, telephone, e-mail, last four digits, part of a name, account</source>
      <translation>card, telephone, e-mail, last four digits, part of a name, account</translation>
    </message>
    <message>
      <source>cards of the members</source>
      <translation>cards of the members</translation>
    </message>
    <message>
      <source>certificate (PEM) that the central server must be signed by</source>
      <translation>certificate (PEM) that the central server must be signed by</translation>
    </message>
    <message>
      <source>change nothing if any row is refused</source>
      <translation>change nothing if any row is refused</translation>
    </message>
    <message>
      <source>characters a line: 32, 42 or 48 usually</source>
      <translation>characters a line: 32, 42 or 48 usually</translation>
    </message>
    <message>
      <source>copies of the till's database: made, listed, examined</source>
      <translation>copies of the till's database: made, listed, examined</translation>
    </message>
    <message>
      <source>copies that are here and in the second place</source>
      <translation>copies that are here and in the second place</translation>
    </message>
    <message>
      <source>coupons and one-use gifts</source>
      <translation>coupons and one-use gifts</translation>
    </message>
    <message>
      <source>discount groups of members, from another system</source>
      <translation>discount groups of members, from another system</translation>
    </message>
    <message>
      <source>do not ask</source>
      <translation>do not ask</translation>
    </message>
    <message>
      <source>do not take over what the server has not been told yet</source>
      <translation>do not take over what the server has not been told yet</translation>
    </message>
    <message>
      <source>every name, condition and part that a template may use</source>
      <translation>every name, condition and part that a template may use</translation>
    </message>
    <message>
      <source>everybody of a segment</source>
      <translation>everybody of a segment</translation>
    </message>
    <message>
      <source>everybody's, from the beginning, due or not</source>
      <translation>everybody's, from the beginning, due or not</translation>
    </message>
    <message>
      <source>exit code 1 for warnings too</source>
      <translation>exit code 1 for warnings too</translation>
    </message>
    <message>
      <source>exit code 1 where the notice is not kept</source>
      <translation>exit code 1 where the notice is not kept</translation>
    </message>
    <message>
      <source>fetch and unpack the newer version</source>
      <translation>fetch and unpack the newer version</translation>
    </message>
    <message>
      <source>file of the private key; keep it offline</source>
      <translation>file of the private key; keep it offline</translation>
    </message>
    <message>
      <source>first day</source>
      <translation>first day</translation>
    </message>
    <message>
      <source>first day, YYYY-MM-DD; today by default</source>
      <translation>first day, YYYY-MM-DD; today by default</translation>
    </message>
    <message>
      <source>folder for the files; else with the data</source>
      <translation>folder for the files; else with the data</translation>
    </message>
    <message>
      <source>folder for the reports; beside the database</source>
      <translation>folder for the reports; beside the database</translation>
    </message>
    <message>
      <source>for a program: every finding with its figures</source>
      <translation>for a program: every finding with its figures</translation>
    </message>
    <message>
      <source>for a web site instead of a till</source>
      <translation>for a web site instead of a till</translation>
    </message>
    <message>
      <source>for tills of this channel</source>
      <translation>for tills of this channel</translation>
    </message>
    <message>
      <source>forget a member's person for good; the ledger stays</source>
      <translation>forget a member's person for good; the ledger stays</translation>
    </message>
    <message>
      <source>form of the file; left out: by its ending</source>
      <translation>form of the file; left out: by its ending</translation>
    </message>
    <message>
      <source>form; left out: by the file's ending</source>
      <translation>form; left out: by the file's ending</translation>
    </message>
    <message>
      <source>from everybody who got it</source>
      <translation>from everybody who got it</translation>
    </message>
    <message>
      <source>gift cards: issued beforehand, balances, blocks</source>
      <translation>gift cards: issued beforehand, balances, blocks</translation>
    </message>
    <message>
      <source>give a card in a telephone the secret of its changing code</source>
      <translation>give a card in a telephone the secret of its changing code</translation>
    </message>
    <message>
      <source>give a member a level by hand</source>
      <translation>give a member a level by hand</translation>
    </message>
    <message>
      <source>give a member points, or take some</source>
      <translation>give a member points, or take some</translation>
    </message>
    <message>
      <source>give a version to nobody else; who has it keeps it</source>
      <translation>give a version to nobody else; who has it keeps it</translation>
    </message>
    <message>
      <source>give a version to some tills, later to more, at last to all</source>
      <translation>give a version to some tills, later to more, at last to all</translation>
    </message>
    <message>
      <source>give members a coupon for one use</source>
      <translation>give members a coupon for one use</translation>
    </message>
    <message>
      <source>give up a machine that is gone: what it held goes back to the pool</source>
      <translation>give up a machine that is gone: what it held goes back to the pool</translation>
    </message>
    <message>
      <source>go back to the version before, at the next start</source>
      <translation>go back to the version before, at the next start</translation>
    </message>
    <message>
      <source>goods and groups from files</source>
      <translation>goods and groups from files</translation>
    </message>
    <message>
      <source>goods from CSV or CommerceML</source>
      <translation>goods from CSV or CommerceML</translation>
    </message>
    <message>
      <source>gross margin of goods whose cost is not known</source>
      <translation>gross margin of goods whose cost is not known</translation>
    </message>
    <message>
      <source>how a member's level changed, and why</source>
      <translation>how a member's level changed, and why</translation>
    </message>
    <message>
      <source>how long it is asked for, and kept from going home again</source>
      <translation>how long it is asked for, and kept from going home again</translation>
    </message>
    <message>
      <source>how long the code can be used</source>
      <translation>how long the code can be used</translation>
    </message>
    <message>
      <source>how long the manifest may be believed</source>
      <translation>how long the manifest may be believed</translation>
    </message>
    <message>
      <source>how many of the newest</source>
      <translation>how many of the newest</translation>
    </message>
    <message>
      <source>how many processes serve; more than one needs PostgreSQL</source>
      <translation>how many processes serve; more than one needs PostgreSQL</translation>
    </message>
    <message>
      <source>how many seeds are played at once; by default one a core</source>
      <translation>how many seeds are played at once; by default one a core</translation>
    </message>
    <message>
      <source>how many seeds; 100 by default</source>
      <translation>how many seeds; 100 by default</translation>
    </message>
    <message>
      <source>id of the coupon</source>
      <translation>id of the coupon</translation>
    </message>
    <message>
      <source>id of the coupon, as the programme's rules name it</source>
      <translation>id of the coupon, as the programme's rules name it</translation>
    </message>
    <message>
      <source>id of the level; none: purchases decide again</source>
      <translation>id of the level; none: purchases decide again</translation>
    </message>
    <message>
      <source>id of the till's store; made if new</source>
      <translation>id of the till's store; made if new</translation>
    </message>
    <message>
      <source>id of the till, as “nodes” lists it</source>
      <translation>id of the till, as “nodes” lists it</translation>
    </message>
    <message>
      <source>in one state</source>
      <translation>in one state</translation>
    </message>
    <message>
      <source>instead: what each policy of offline redemption grants and overspends</source>
      <translation>instead: what each policy of offline redemption grants and overspends</translation>
    </message>
    <message>
      <source>is everything here that the till needs?</source>
      <translation>is everything here that the till needs?</translation>
    </message>
    <message>
      <source>it is meant: it cannot be undone</source>
      <translation>it is meant: it cannot be undone</translation>
    </message>
    <message>
      <source>its code changes no more</source>
      <translation>its code changes no more</translation>
    </message>
    <message>
      <source>its epoch</source>
      <translation>its epoch</translation>
    </message>
    <message>
      <source>its name: each campaign gives a member one</source>
      <translation>its name: each campaign gives a member one</translation>
    </message>
    <message>
      <source>its number</source>
      <translation>its number</translation>
    </message>
    <message>
      <source>its number, such as 1.4.2</source>
      <translation>its number, such as 1.4.2</translation>
    </message>
    <message>
      <source>judge everything and change nothing</source>
      <translation>judge everything and change nothing</translation>
    </message>
    <message>
      <source>keep settings, data and logs in this folder</source>
      <translation>keep settings, data and logs in this folder</translation>
    </message>
    <message>
      <source>keep the better level of both (the default), or let purchases decide alone</source>
      <translation>keep the better level of both (the default), or let purchases decide alone</translation>
    </message>
    <message>
      <source>language of the explanation</source>
      <translation>language of the explanation</translation>
    </message>
    <message>
      <source>language of the words</source>
      <translation>language of the words</translation>
    </message>
    <message>
      <source>language of this command's words</source>
      <translation>language of this command's words</translation>
    </message>
    <message>
      <source>last day</source>
      <translation>last day</translation>
    </message>
    <message>
      <source>last day of money loaded at once</source>
      <translation>last day of money loaded at once</translation>
    </message>
    <message>
      <source>last day; by default as the programme says</source>
      <translation>last day; by default as the programme says</translation>
    </message>
    <message>
      <source>last day; for ever by default</source>
      <translation>last day; for ever by default</translation>
    </message>
    <message>
      <source>leave what is led here as it is and only report it</source>
      <translation>leave what is led here as it is and only report it</translation>
    </message>
    <message>
      <source>let a member or a card in again</source>
      <translation>let a member or a card in again</translation>
    </message>
    <message>
      <source>let lapse what is over</source>
      <translation>let lapse what is over</translation>
    </message>
    <message>
      <source>list coupons given</source>
      <translation>list coupons given</translation>
    </message>
    <message>
      <source>list epochs with two histories, which wait for a person</source>
      <translation>list epochs with two histories, which wait for a person</translation>
    </message>
    <message>
      <source>list epochs: their state, last operation and what they hold</source>
      <translation>list epochs: their state, last operation and what they hold</translation>
    </message>
    <message>
      <source>list gift cards and what is owed to their holders</source>
      <translation>list gift cards and what is owed to their holders</translation>
    </message>
    <message>
      <source>list operations set aside, show one, or try them again</source>
      <translation>list operations set aside, show one, or try them again</translation>
    </message>
    <message>
      <source>list privileged acts and verify them; exit code 1 if one was changed</source>
      <translation>list privileged acts and verify them; exit code 1 if one was changed</translation>
    </message>
    <message>
      <source>list the versions, their days and authors</source>
      <translation>list the versions, their days and authors</translation>
    </message>
    <message>
      <source>list tills, store nodes and sites with their epochs</source>
      <translation>list tills, store nodes and sites with their epochs</translation>
    </message>
    <message>
      <source>list what a person should look at, or settle it</source>
      <translation>list what a person should look at, or settle it</translation>
    </message>
    <message>
      <source>make a certificate of the shop's own, by which tills know this server</source>
      <translation>make a certificate of the shop's own, by which tills know this server</translation>
    </message>
    <message>
      <source>make a one-time code by which a till joins</source>
      <translation>make a one-time code by which a till joins</translation>
    </message>
    <message>
      <source>make a verified copy, also while the till sells</source>
      <translation>make a verified copy, also while the till sells</translation>
    </message>
    <message>
      <source>make gift cards known before they are sold</source>
      <translation>make gift cards known before they are sold</translation>
    </message>
    <message>
      <source>make one member part of another</source>
      <translation>make one member part of another</translation>
    </message>
    <message>
      <source>make the key that signs versions</source>
      <translation>make the key that signs versions</translation>
    </message>
    <message>
      <source>make this server the node of a shop of a central server</source>
      <translation>make this server the node of a shop of a central server</translation>
    </message>
    <message>
      <source>members and their groups for another system: what is led here</source>
      <translation>members and their groups for another system: what is led here</translation>
    </message>
    <message>
      <source>members, CSV or XLSX; may hold their cards, levels and balances too</source>
      <translation>members, CSV or XLSX; may hold their cards, levels and balances too</translation>
    </message>
    <message>
      <source>members: found, blocked, merged, points adjusted, erased; levels and coupons</source>
      <translation>members: found, blocked, merged, points adjusted, erased; levels and coupons</translation>
    </message>
    <message>
      <source>members: levels given by hand, coupons</source>
      <translation>members: levels given by hand, coupons</translation>
    </message>
    <message>
      <source>move the history by whole weeks so that it begins then, for rules with dates</source>
      <translation>move the history by whole weeks so that it begins then, for rules with dates</translation>
    </message>
    <message>
      <source>name of the issue</source>
      <translation>name of the issue</translation>
    </message>
    <message>
      <source>name of the report; list: which there are; rebuild: keep closed shifts anew</source>
      <translation>name of the report; list: which there are; rebuild: keep closed shifts anew</translation>
    </message>
    <message>
      <source>name of the store</source>
      <translation>name of the store</translation>
    </message>
    <message>
      <source>newer versions of this program: signed, fetched, put in, taken back</source>
      <translation>newer versions of this program: signed, fetched, put in, taken back</translation>
    </message>
    <message>
      <source>no goods are named {name}</source>
      <translation>no goods are named {name}</translation>
    </message>
    <message>
      <source>number of the card</source>
      <translation>number of the card</translation>
    </message>
    <message>
      <source>number of the receipt</source>
      <translation>number of the receipt</translation>
    </message>
    <message>
      <source>number of the shift, or the first and the last one; may be given several times</source>
      <translation>number of the shift, or the first and the last one; may be given several times</translation>
    </message>
    <message>
      <source>numbers of the cards</source>
      <translation>numbers of the cards</translation>
    </message>
    <message>
      <source>of all tills, from the server's database</source>
      <translation>of all tills, from the server's database</translation>
    </message>
    <message>
      <source>of one issue</source>
      <translation>of one issue</translation>
    </message>
    <message>
      <source>of this epoch only</source>
      <translation>of this epoch only</translation>
    </message>
    <message>
      <source>of this kind only</source>
      <translation>of this kind only</translation>
    </message>
    <message>
      <source>of this node only</source>
      <translation>of this node only</translation>
    </message>
    <message>
      <source>of this shop alone: its id or name</source>
      <translation>of this shop alone: its id or name</translation>
    </message>
    <message>
      <source>of this till alone: its id or name</source>
      <translation>of this till alone: its id or name</translation>
    </message>
    <message>
      <source>oldest server that it can work with</source>
      <translation>oldest server that it can work with</translation>
    </message>
    <message>
      <source>oldest version that may go to it at once</source>
      <translation>oldest version that may go to it at once</translation>
    </message>
    <message>
      <source>one with its content</source>
      <translation>one with its content</translation>
    </message>
    <message>
      <source>only compare</source>
      <translation>only compare</translation>
    </message>
    <message>
      <source>only say what would go</source>
      <translation>only say what would go</translation>
    </message>
    <message>
      <source>only those of one campaign</source>
      <translation>only those of one campaign</translation>
    </message>
    <message>
      <source>open a copy, check the file and its sums; exit code 1 if it is bad</source>
      <translation>open a copy, check the file and its sums; exit code 1 if it is bad</translation>
    </message>
    <message>
      <source>pack and sign a version into a folder for tills</source>
      <translation>pack and sign a version into a folder for tills</translation>
    </message>
    <message>
      <source>past receipts: CSV or JSON lines; .gz too</source>
      <translation>past receipts: CSV or JSON lines; .gz too</translation>
    </message>
    <message>
      <source>past receipts: a till's or a server's database</source>
      <translation>past receipts: a till's or a server's database</translation>
    </message>
    <message>
      <source>pictures of goods from a folder of files</source>
      <translation>pictures of goods from a folder of files</translation>
    </message>
    <message>
      <source>pictures taken: {kept} of {files}</source>
      <translation>pictures taken: {kept} of {files}</translation>
    </message>
    <message>
      <source>play the day by itself, without windows</source>
      <translation>play the day by itself, without windows</translation>
    </message>
    <message>
      <source>port to listen on; 0: any free one</source>
      <translation>port to listen on; 0: any free one</translation>
    </message>
    <message>
      <source>print JSON</source>
      <translation>print JSON</translation>
    </message>
    <message>
      <source>print a mapping that shows everything</source>
      <translation>print a mapping that shows everything</translation>
    </message>
    <message>
      <source>print a sample receipt under a template, or what is wrong with it</source>
      <translation>print a sample receipt under a template, or what is wrong with it</translation>
    </message>
    <message>
      <source>print a template to begin with</source>
      <translation>print a template to begin with</translation>
    </message>
    <message>
      <source>print every key with its description, what is allowed and the default</source>
      <translation>print every key with its description, what is allowed and the default</translation>
    </message>
    <message>
      <source>print it as text (so also without a file)</source>
      <translation>print it as text (so also without a file)</translation>
    </message>
    <message>
      <source>print the JSON Schema of a document, or of all, and stop</source>
      <translation>print the JSON Schema of a document, or of all, and stop</translation>
    </message>
    <message>
      <source>print the explanation alone, as text</source>
      <translation>print the explanation alone, as text</translation>
    </message>
    <message>
      <source>print the report as JSON</source>
      <translation>print the report as JSON</translation>
    </message>
    <message>
      <source>private key; given twice while keys change</source>
      <translation>private key; given twice while keys change</translation>
    </message>
    <message>
      <source>publish a version</source>
      <translation>publish a version</translation>
    </message>
    <message>
      <source>purchases may lift the member above it</source>
      <translation>purchases may lift the member above it</translation>
    </message>
    <message>
      <source>purchases that count for levels</source>
      <translation>purchases that count for levels</translation>
    </message>
    <message>
      <source>put a chart (PNG), a workbook (XLSX) and JSON into this folder</source>
      <translation>put a chart (PNG), a workbook (XLSX) and JSON into this folder</translation>
    </message>
    <message>
      <source>put a version in at the next start of the till</source>
      <translation>put a version in at the next start of the till</translation>
    </message>
    <message>
      <source>read a PIN from the standard input and print its hash for pin_hash</source>
      <translation>read a PIN from the standard input and print its hash for pin_hash</translation>
    </message>
    <message>
      <source>reading</source>
      <translation>reading</translation>
    </message>
    <message>
      <source>rebuild balances from entries and compare; exit code 1 if they differ</source>
      <translation>rebuild balances from entries and compare; exit code 1 if they differ</translation>
    </message>
    <message>
      <source>refused rows with their reasons, CSV; left out: beside the file</source>
      <translation>refused rows with their reasons, CSV; left out: beside the file</translation>
    </message>
    <message>
      <source>roubles that they are printed for</source>
      <translation>roubles that they are printed for</translation>
    </message>
    <message>
      <source>sales for accounting, groups for other systems</source>
      <translation>sales for accounting, groups for other systems</translation>
    </message>
    <message>
      <source>sales of closed shifts for accounting: lines, discounts, payments, totals</source>
      <translation>sales of closed shifts for accounting: lines, discounts, payments, totals</translation>
    </message>
    <message>
      <source>say that this database was restored from a backup: begin a new incarnation</source>
      <translation>say that this database was restored from a backup: begin a new incarnation</translation>
    </message>
    <message>
      <source>say what would be done and change nothing; exit code 4 if anything would be</source>
      <translation>say what would be done and change nothing; exit code 4 if anything would be</translation>
    </message>
    <message>
      <source>see below</source>
      <translation>see below</translation>
    </message>
    <message>
      <source>serve HTTPS by this certificate</source>
      <translation>serve HTTPS by this certificate</translation>
    </message>
    <message>
      <source>serve as the node of a shop, between its tills and this central server</source>
      <translation>serve as the node of a shop, between its tills and this central server</translation>
    </message>
    <message>
      <source>serve tills until told to stop</source>
      <translation>serve tills until told to stop</translation>
    </message>
    <message>
      <source>set settings that were changed since as the answers say</source>
      <translation>set settings that were changed since as the answers say</translation>
    </message>
    <message>
      <source>settle alarms</source>
      <translation>settle alarms</translation>
    </message>
    <message>
      <source>shifts closed since this day</source>
      <translation>shifts closed since this day</translation>
    </message>
    <message>
      <source>shifts closed up to this day</source>
      <translation>shifts closed up to this day</translation>
    </message>
    <message>
      <source>shops: store nodes and every fault; tills: one server; limits: what is limited in number; gift_cards: money on cards, and every fault</source>
      <translation>shops: store nodes and every fault; tills: one server; limits: what is limited in number; gift_cards: money on cards, and every fault</translation>
    </message>
    <message>
      <source>sign a folder's manifest anew before it expires</source>
      <translation>sign a folder's manifest anew before it expires</translation>
    </message>
    <message>
      <source>spend no more points of a member, or take a card no more</source>
      <translation>spend no more points of a member, or take a card no more</translation>
    </message>
    <message>
      <source>take a gift card again</source>
      <translation>take a gift card again</translation>
    </message>
    <message>
      <source>take a gift card no more</source>
      <translation>take a gift card no more</translation>
    </message>
    <message>
      <source>take a till's key away</source>
      <translation>take a till's key away</translation>
    </message>
    <message>
      <source>take a version back: from now on nobody sees it</source>
      <translation>take a version back: from now on nobody sees it</translation>
    </message>
    <message>
      <source>take it over; without it only a rehearsal</source>
      <translation>take it over; without it only a rehearsal</translation>
    </message>
    <message>
      <source>take unused coupons back</source>
      <translation>take unused coupons back</translation>
    </message>
    <message>
      <source>tell what happened in each seed, a line an event</source>
      <translation>tell what happened in each seed, a line an event</translation>
    </message>
    <message>
      <source>the answers, TOML</source>
      <translation>the answers, TOML</translation>
    </message>
    <message>
      <source>the certificate's private key</source>
      <translation>the certificate's private key</translation>
    </message>
    <message>
      <source>the code is for the shop's own node, not for a till</source>
      <translation>the code is for the shop's own node, not for a till</translation>
    </message>
    <message>
      <source>the day on which buyers are told; left out: today</source>
      <translation>the day on which buyers are told; left out: today</translation>
    </message>
    <message>
      <source>the end of the journal as it was noted down: it has to be in there still</source>
      <translation>the end of the journal as it was noted down: it has to be in there still</translation>
    </message>
    <message>
      <source>the first seed; 0 by default</source>
      <translation>the first seed; 0 by default</translation>
    </message>
    <message>
      <source>the folder that a web server gives out</source>
      <translation>the folder that a web server gives out</translation>
    </message>
    <message>
      <source>the head and foot of receipts: tried on a sample, as text, picture or PDF</source>
      <translation>the head and foot of receipts: tried on a sample, as text, picture or PDF</translation>
    </message>
    <message>
      <source>the lot by which a share of receipts is drawn</source>
      <translation>the lot by which a share of receipts is drawn</translation>
    </message>
    <message>
      <source>the lot to add to or to take from</source>
      <translation>the lot to add to or to take from</translation>
    </message>
    <message>
      <source>the loyalty programme</source>
      <translation>the loyalty programme</translation>
    </message>
    <message>
      <source>the loyalty server</source>
      <translation>the loyalty server</translation>
    </message>
    <message>
      <source>the manager's reports of a till, or of all tills, as tables and files</source>
      <translation>the manager's reports of a till, or of all tills, as tables and files</translation>
    </message>
    <message>
      <source>the member that becomes part of the other</source>
      <translation>the member that becomes part of the other</translation>
    </message>
    <message>
      <source>the member that stays</source>
      <translation>the member that stays</translation>
    </message>
    <message>
      <source>the member, JSON</source>
      <translation>the member, JSON</translation>
    </message>
    <message>
      <source>the moment, ISO 8601; without an offset the store's wall clock</source>
      <translation>the moment, ISO 8601; without an offset the store's wall clock</translation>
    </message>
    <message>
      <source>the points never expire</source>
      <translation>the points never expire</translation>
    </message>
    <message>
      <source>the program's folder for a platform, such as linux-x86_64=dist/cashier-app</source>
      <translation>the program's folder for a platform, such as linux-x86_64=dist/cashier-app</translation>
    </message>
    <message>
      <source>the programme to compare it with, JSON</source>
      <translation>the programme to compare it with, JSON</translation>
    </message>
    <message>
      <source>the programme to try, JSON</source>
      <translation>the programme to try, JSON</translation>
    </message>
    <message>
      <source>the programme, JSON</source>
      <translation>the programme, JSON</translation>
    </message>
    <message>
      <source>the programme, JSON; - is standard input</source>
      <translation>the programme, JSON; - is standard input</translation>
    </message>
    <message>
      <source>the programme, JSON; given several times, the version that this buyer sees is taken</source>
      <translation>the programme, JSON; given several times, the version that this buyer sees is taken</translation>
    </message>
    <message>
      <source>the receipt, JSON; - is standard input</source>
      <translation>the receipt, JSON; - is standard input</translation>
    </message>
    <message>
      <source>the server's database: a file or postgresql://user@host/name</source>
      <translation>the server's database: a file or postgresql://user@host/name</translation>
    </message>
    <message>
      <source>the server's database: a file or sqlite:////file</source>
      <translation>the server's database: a file or sqlite:////file</translation>
    </message>
    <message>
      <source>the settings, and what they mean</source>
      <translation>the settings, and what they mean</translation>
    </message>
    <message>
      <source>the template; without it the settings' header and footer</source>
      <translation>the template; without it the settings' header and footer</translation>
    </message>
    <message>
      <source>the till</source>
      <translation>the till</translation>
    </message>
    <message>
      <source>the version in force, JSON</source>
      <translation>the version in force, JSON</translation>
    </message>
    <message>
      <source>the version to come, JSON</source>
      <translation>the version to come, JSON</translation>
    </message>
    <message>
      <source>they hold that money at once (sold by invoice); else the till loads them</source>
      <translation>they hold that money at once (sold by invoice); else the till loads them</translation>
    </message>
    <message>
      <source>this card alone, not the whole account</source>
      <translation>this card alone, not the whole account</translation>
    </message>
    <message>
      <source>this till joins a loyalty server</source>
      <translation>this till joins a loyalty server</translation>
    </message>
    <message>
      <source>those that nobody has settled (the default), those settled, or all</source>
      <translation>those that nobody has settled (the default), those settled, or all</translation>
    </message>
    <message>
      <source>tills, store nodes and a server under seeds of faults: does every promise hold?</source>
      <translation>tills, store nodes and a server under seeds of faults: does every promise hold?</translation>
    </message>
    <message>
      <source>time</source>
      <translation>time</translation>
    </message>
    <message>
      <source>time until somebody must be able to scan, a migration of the database included</source>
      <translation>time until somebody must be able to scan, a migration of the database included</translation>
    </message>
    <message>
      <source>time zone of the store</source>
      <translation>time zone of the store</translation>
    </message>
    <message>
      <source>time zone of the times in a CSV</source>
      <translation>time zone of the times in a CSV</translation>
    </message>
    <message>
      <source>to so many of a hundred tills</source>
      <translation>to so many of a hundred tills</translation>
    </message>
    <message>
      <source>touch no printer, scanner, scale and display</source>
      <translation>touch no printer, scanner, scale and display</translation>
    </message>
    <message>
      <source>try them once more</source>
      <translation>try them once more</translation>
    </message>
    <message>
      <source>unpack what was fetched; the till does it</source>
      <translation>unpack what was fetched; the till does it</translation>
    </message>
    <message>
      <source>versions of the program, given to the tills</source>
      <translation>versions of the program, given to the tills</translation>
    </message>
    <message>
      <source>versions that are given out, and what became of them</source>
      <translation>versions that are given out, and what became of them</translation>
    </message>
    <message>
      <source>what a programme would have cost, on past receipts</source>
      <translation>what a programme would have cost, on past receipts</translation>
    </message>
    <message>
      <source>what a receipt costs, and why</source>
      <translation>what a receipt costs, and why</translation>
    </message>
    <message>
      <source>what came of it, for the journal</source>
      <translation>what came of it, for the journal</translation>
    </message>
    <message>
      <source>what changed between two versions, and the notice</source>
      <translation>what changed between two versions, and the notice</translation>
    </message>
    <message>
      <source>what columns and words mean, TOML or JSON</source>
      <translation>what columns and words mean, TOML or JSON</translation>
    </message>
    <message>
      <source>what is new, in English</source>
      <translation>what is new, in English</translation>
    </message>
    <message>
      <source>what is new, in Russian</source>
      <translation>what is new, in Russian</translation>
    </message>
    <message>
      <source>what is not free to be taken is owed</source>
      <translation>what is not free to be taken is owed</translation>
    </message>
    <message>
      <source>what is on a gift card, and what moved last</source>
      <translation>what is on a gift card, and what moved last</translation>
    </message>
    <message>
      <source>what is started in it; else cashier-app</source>
      <translation>what is started in it; else cashier-app</translation>
    </message>
    <message>
      <source>what “cashier-app server pair --store-node” has printed there</source>
      <translation>what “cashier-app server pair --store-node” has printed there</translation>
    </message>
    <message>
      <source>what “cashier-app server pair” has printed</source>
      <translation>what “cashier-app server pair” has printed</translation>
    </message>
    <message>
      <source>where the day played by itself leaves its pictures, receipts and reports</source>
      <translation>where the day played by itself leaves its pictures, receipts and reports</translation>
    </message>
    <message>
      <source>which copies there are</source>
      <translation>which copies there are</translation>
    </message>
    <message>
      <source>which versions are here, and which is in force</source>
      <translation>which versions are here, and which is in force</translation>
    </message>
    <message>
      <source>who answers for it; stands in the protocol</source>
      <translation>who answers for it; stands in the protocol</translation>
    </message>
    <message>
      <source>who does it, for the journal; by default the user of this machine</source>
      <translation>who does it, for the journal; by default the user of this machine</translation>
    </message>
    <message>
      <source>who does it, kept with the version; by default the user of this machine</source>
      <translation>who does it, kept with the version; by default the user of this machine</translation>
    </message>
    <message>
      <source>who gives it</source>
      <translation>who gives it</translation>
    </message>
    <message>
      <source>who sends the letter</source>
      <translation>who sends the letter</translation>
    </message>
    <message>
      <source>who spends points: maximum (everybody, all allowed), never, history, or a share of receipts: 30%%</source>
      <translation>who spends points: maximum (everybody, all allowed), never, history, or a share of receipts: 30%%</translation>
    </message>
    <message>
      <source>who that is: points, cards, who holds what, what is open</source>
      <translation>who that is: points, cards, who holds what, what is open</translation>
    </message>
    <message>
      <source>whom it is sent to</source>
      <translation>whom it is sent to</translation>
    </message>
    <message>
      <source>whose receipt: a member's, a stranger's, or a return</source>
      <translation>whose receipt: a member's, a stranger's, or a return</translation>
    </message>
    <message>
      <source>why, for the journal</source>
      <translation>why, for the journal</translation>
    </message>
    <message>
      <source>why, for the member's history</source>
      <translation>why, for the member's history</translation>
    </message>
    <message>
      <source>with --policies: days of trade</source>
      <translation>with --policies: days of trade</translation>
    </message>
    <message>
      <source>with --policies: no longer than this a policy; what it came to by then is told</source>
      <translation>with --policies: no longer than this a policy; what it came to by then is told</translation>
    </message>
    <message>
      <source>with --policies: the seed</source>
      <translation>with --policies: the seed</translation>
    </message>
    <message>
      <source>with names, telephones and what else tells who a person is</source>
      <translation>with names, telephones and what else tells who a person is</translation>
    </message>
    <message>
      <source>without the first</source>
      <translation>without the first</translation>
    </message>
    <message>
      <source>work balances, rights and levels out again; exit code 1 if not all is right</source>
      <translation>work balances, rights and levels out again; exit code 1 if not all is right</translation>
    </message>
    <message>
      <source>work out the levels that are due</source>
      <translation>work out the levels that are due</translation>
    </message>
    <message>
      <source>write although rows are refused, and leave them out</source>
      <translation>write although rows are refused, and leave them out</translation>
    </message>
    <message>
      <source>write it as a PDF</source>
      <translation>write it as a PDF</translation>
    </message>
    <message>
      <source>write it as a letter, the PDF attached</source>
      <translation>write it as a letter, the PDF attached</translation>
    </message>
    <message>
      <source>write it as a picture</source>
      <translation>write it as a picture</translation>
    </message>
    <message>
      <source>write them to a CSV file</source>
      <translation>write them to a CSV file</translation>
    </message>
    <message>
      <source>write there</source>
      <translation>write there</translation>
    </message>
    <message>
      <source>write there; nothing may be there yet</source>
      <translation>write there; nothing may be there yet</translation>
    </message>
    <message>
      <source>write there; of CSV the tables become files beside it; left out: print</source>
      <translation>write there; of CSV the tables become files beside it; left out: print</translation>
    </message>
    <message>
      <source>write what became of every product, .csv or .json</source>
      <translation>write what became of every product, .csv or .json</translation>
    </message>
    <message>
      <source>write what support needs into a ZIP file or a folder: findings, settings without secrets, logs</source>
      <translation>write what support needs into a ZIP file or a folder: findings, settings without secrets, logs</translation>
    </message>
    <message>
      <source>{name} is no picture</source>
      <translation>{name} is no picture</translation>
    </message>
  </context>
  <context>
    <name>closing</name>
    <message>
      <source>Back</source>
      <translation>Back</translation>
    </message>
    <message>
      <source>Close shift {number}</source>
      <translation>Close shift {number}</translation>
    </message>
    <message>
      <source>Close the shift</source>
      <translation>Close the shift</translation>
    </message>
    <message>
      <source>Count anew</source>
      <translation>Count anew</translation>
    </message>
    <message>
      <source>Count the drawer first</source>
      <translation>Count the drawer first</translation>
    </message>
    <message>
      <source>Count the drawer: touch a note, type how many, Enter goes on.</source>
      <translation>Count the drawer: touch a note, type how many, Enter goes on.</translation>
    </message>
    <message>
      <source>Counted</source>
      <translation>Counted</translation>
    </message>
    <message>
      <source>Hand over</source>
      <translation>Hand over</translation>
    </message>
    <message>
      <source>Hand over {sum}</source>
      <translation>Hand over {sum}</translation>
    </message>
    <message>
      <source>Handed over at closing</source>
      <translation>Handed over at closing</translation>
    </message>
    <message>
      <source>Must be in the drawer</source>
      <translation>Must be in the drawer</translation>
    </message>
    <message>
      <source>Shift {number} is closed; its Z report is kept and being printed</source>
      <translation>Shift {number} is closed; its Z report is kept and being printed</translation>
    </message>
    <message>
      <source>So large a difference needs a manager.</source>
      <translation>So large a difference needs a manager.</translation>
    </message>
    <message>
      <source>The count agrees.</source>
      <translation>The count agrees.</translation>
    </message>
    <message>
      <source>The settings do not say what stays in the drawer</source>
      <translation>The settings do not say what stays in the drawer</translation>
    </message>
    <message>
      <source>There is nothing above it</source>
      <translation>There is nothing above it</translation>
    </message>
    <message>
      <source>This is the largest note</source>
      <translation>This is the largest note</translation>
    </message>
    <message>
      <source>This is the smallest coin</source>
      <translation>This is the smallest coin</translation>
    </message>
    <message>
      <source>count the drawer first</source>
      <translation>count the drawer first</translation>
    </message>
    <message>
      <source>finish the receipt on the screen first</source>
      <translation>finish the receipt on the screen first</translation>
    </message>
    <message>
      <source>the shift is being closed</source>
      <translation>the shift is being closed</translation>
    </message>
    <message>
      <source>{kopecks} kop.</source>
      <translation>{kopecks} kop.</translation>
    </message>
    <message>
      <source>{note}, how many</source>
      <translation>{note}, how many</translation>
    </message>
    <message>
      <source>{sum} is missing.</source>
      <translation>{sum} is missing.</translation>
    </message>
    <message>
      <source>{sum} is too much.</source>
      <translation>{sum} is too much.</translation>
    </message>
    <message>
      <source>{sum} stays</source>
      <translation>{sum} stays</translation>
    </message>
    <message>
      <source>{sum} ₽ is handed over; the rest is counted</source>
      <translation>{sum} ₽ is handed over; the rest is counted</translation>
    </message>
  </context>
  <context>
    <name>codes</name>
    <message>
      <source>Another till holds this promo code at the moment: try it once more</source>
      <translation>Another till holds this promo code at the moment: try it once more</translation>
    </message>
    <message>
      <source>Let the scanner transmit GS (character 29), then scan again</source>
      <translation>Let the scanner transmit GS (character 29), then scan again</translation>
    </message>
    <message>
      <source>Only one such promo code works on a receipt</source>
      <translation>Only one such promo code works on a receipt</translation>
    </message>
    <message>
      <source>Only the server knows whether this promo code is free, and there is no connection</source>
      <translation>Only the server knows whether this promo code is free, and there is no connection</translation>
    </message>
    <message>
      <source>Promo code {code}</source>
      <translation>Promo code {code}</translation>
    </message>
    <message>
      <source>Scan again</source>
      <translation>Scan again</translation>
    </message>
    <message>
      <source>Scan again or type the digits under the bars; if it repeats, switch the keyboard to English</source>
      <translation>Scan again or type the digits under the bars; if it repeats, switch the keyboard to English</translation>
    </message>
    <message>
      <source>Scan again, holding the scanner over the whole code</source>
      <translation>Scan again, holding the scanner over the whole code</translation>
    </message>
    <message>
      <source>Scan again, or find the product by its name</source>
      <translation>Scan again, or find the product by its name</translation>
    </message>
    <message>
      <source>Scan again; if it repeats, check the scanner's cable and port settings</source>
      <translation>Scan again; if it repeats, check the scanner's cable and port settings</translation>
    </message>
    <message>
      <source>Scan the card again, or find the buyer by phone</source>
      <translation>Scan the card again, or find the buyer by phone</translation>
    </message>
    <message>
      <source>Scan the product's own barcode</source>
      <translation>Scan the product's own barcode</translation>
    </message>
    <message>
      <source>Scan the product's own barcode, or find it by its name</source>
      <translation>Scan the product's own barcode, or find it by its name</translation>
    </message>
    <message>
      <source>The card was misread: its check digit does not fit</source>
      <translation>The card was misread: its check digit does not fit</translation>
    </message>
    <message>
      <source>The code is too long for a product or a card</source>
      <translation>The code is too long for a product or a card</translation>
    </message>
    <message>
      <source>The code was misread: its check digit does not fit</source>
      <translation>The code was misread: its check digit does not fit</translation>
    </message>
    <message>
      <source>The code was not read whole</source>
      <translation>The code was not read whole</translation>
    </message>
    <message>
      <source>The label says zero</source>
      <translation>The label says zero</translation>
    </message>
    <message>
      <source>The marking code has lost its separators (GS)</source>
      <translation>The marking code has lost its separators (GS)</translation>
    </message>
    <message>
      <source>The receipt does not meet the conditions of this promo code</source>
      <translation>The receipt does not meet the conditions of this promo code</translation>
    </message>
    <message>
      <source>The scanner sent characters that no code has</source>
      <translation>The scanner sent characters that no code has</translation>
    </message>
    <message>
      <source>The scanner sent nothing</source>
      <translation>The scanner sent nothing</translation>
    </message>
    <message>
      <source>The server is being asked</source>
      <translation>The server is being asked</translation>
    </message>
    <message>
      <source>There are Russian letters in the code</source>
      <translation>There are Russian letters in the code</translation>
    </message>
    <message>
      <source>There is no such promo code</source>
      <translation>There is no such promo code</translation>
    </message>
    <message>
      <source>This card belongs to another chain</source>
      <translation>This card belongs to another chain</translation>
    </message>
    <message>
      <source>This code holds an address or a password, not a product</source>
      <translation>This code holds an address or a password, not a product</translation>
    </message>
    <message>
      <source>This code is for paying in a bank's app, not a product</source>
      <translation>This code is for paying in a bank's app, not a product</translation>
    </message>
    <message>
      <source>This coupon is not one of ours</source>
      <translation>This coupon is not one of ours</translation>
    </message>
    <message>
      <source>This is a fiscal receipt's code: for a return, scan the code on our slip or find the receipt</source>
      <translation>This is a fiscal receipt's code: for a return, scan the code on our slip or find the receipt</translation>
    </message>
    <message>
      <source>This is a link, not a product</source>
      <translation>This is a link, not a product</translation>
    </message>
    <message>
      <source>This is an excise stamp: scan the product's own barcode too</source>
      <translation>This is an excise stamp: scan the product's own barcode too</translation>
    </message>
    <message>
      <source>This is neither a product nor a card that the shop knows</source>
      <translation>This is neither a product nor a card that the shop knows</translation>
    </message>
    <message>
      <source>This is the code of a transport package: scan the product itself</source>
      <translation>This is the code of a transport package: scan the product itself</translation>
    </message>
    <message>
      <source>This promo code has been used already</source>
      <translation>This promo code has been used already</translation>
    </message>
    <message>
      <source>This promo code is no longer valid</source>
      <translation>This promo code is no longer valid</translation>
    </message>
    <message>
      <source>This promo code is not valid yet</source>
      <translation>This promo code is not valid yet</translation>
    </message>
    <message>
      <source>This promo code needs the right loyalty card</source>
      <translation>This promo code needs the right loyalty card</translation>
    </message>
    <message>
      <source>This promo code would not make the receipt cheaper</source>
      <translation>This promo code would not make the receipt cheaper</translation>
    </message>
    <message>
      <source>Weigh the product again</source>
      <translation>Weigh the product again</translation>
    </message>
    <message>
      <source>conditions not met</source>
      <translation>conditions not met</translation>
    </message>
    <message>
      <source>gives nothing more</source>
      <translation>gives nothing more</translation>
    </message>
    <message>
      <source>in use at another till</source>
      <translation>in use at another till</translation>
    </message>
    <message>
      <source>needs a connection</source>
      <translation>needs a connection</translation>
    </message>
    <message>
      <source>needs the right card</source>
      <translation>needs the right card</translation>
    </message>
    <message>
      <source>no longer valid</source>
      <translation>no longer valid</translation>
    </message>
    <message>
      <source>not known</source>
      <translation>not known</translation>
    </message>
    <message>
      <source>not valid yet</source>
      <translation>not valid yet</translation>
    </message>
    <message>
      <source>one of a kind only</source>
      <translation>one of a kind only</translation>
    </message>
    <message>
      <source>used already</source>
      <translation>used already</translation>
    </message>
  </context>
  <context>
    <name>consent</name>
    <message>
      <source>CONSENT</source>
      <translation>CONSENT</translation>
    </message>
    <message>
      <source>Known by</source>
      <translation>Known by</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Version of the text</source>
      <translation>Version of the text</translation>
    </message>
  </context>
  <context>
    <name>console</name>
    <message>
      <source>Tables: {tables}, rows: {rows}: {path}</source>
      <translation>Tables: {tables}, rows: {rows}: {path}</translation>
    </message>
    <message>
      <source>The till runs: this is not written into its journal</source>
      <translation>The till runs: this is not written into its journal</translation>
    </message>
  </context>
  <context>
    <name>demo</name>
    <message>
      <source>A blank card · {number}</source>
      <translation>A blank card · {number}</translation>
    </message>
    <message>
      <source>A line of the first receipt comes back, found by its QR code</source>
      <translation>A line of the first receipt comes back, found by its QR code</translation>
    </message>
    <message>
      <source>A receipt put aside, the till switched off and on, the other printer</source>
      <translation>A receipt put aside, the till switched off and on, the other printer</translation>
    </message>
    <message>
      <source>Another chain's card</source>
      <translation>Another chain's card</translation>
    </message>
    <message>
      <source>Any five</source>
      <translation>Any five</translation>
    </message>
    <message numerus="yes">
      <source>Balances compared: %n lot(s)</source>
      <translation>
        <numerusform>Balances compared: %n lot</numerusform>
        <numerusform>Balances compared: %n lots</numerusform>
      </translation>
    </message>
    <message>
      <source>Both ledgers agree to the kopeck</source>
      <translation>Both ledgers agree to the kopeck</translation>
    </message>
    <message>
      <source>Demo shop</source>
      <translation>Demo shop</translation>
    </message>
    <message>
      <source>Find a product</source>
      <translation>Find a product</translation>
    </message>
    <message>
      <source>Given back to buyers</source>
      <translation>Given back to buyers</translation>
    </message>
    <message>
      <source>Lay the ledgers side by side</source>
      <translation>Lay the ledgers side by side</translation>
    </message>
    <message>
      <source>Logging in by PIN, opening the shift</source>
      <translation>Logging in by PIN, opening the shift</translation>
    </message>
    <message>
      <source>Loyalty server and till</source>
      <translation>Loyalty server and till</translation>
    </message>
    <message>
      <source>Loyalty server: programme and members …</source>
      <translation>Loyalty server: programme and members …</translation>
    </message>
    <message>
      <source>Loyalty server: starting its process …</source>
      <translation>Loyalty server: starting its process …</translation>
    </message>
    <message>
      <source>Network printer</source>
      <translation>Network printer</translation>
    </message>
    <message>
      <source>Open the cover</source>
      <translation>Open the cover</translation>
    </message>
    <message>
      <source>Operations</source>
      <translation>Operations</translation>
    </message>
    <message>
      <source>Paying in cash and by card</source>
      <translation>Paying in cash and by card</translation>
    </message>
    <message>
      <source>People and their PINs</source>
      <translation>People and their PINs</translation>
    </message>
    <message>
      <source>Points accrued</source>
      <translation>Points accrued</translation>
    </message>
    <message>
      <source>Points redeemed</source>
      <translation>Points redeemed</translation>
    </message>
    <message>
      <source>Points reversed</source>
      <translation>Points reversed</translation>
    </message>
    <message>
      <source>Promo code {code}</source>
      <translation>Promo code {code}</translation>
    </message>
    <message>
      <source>Put paper in</source>
      <translation>Put paper in</translation>
    </message>
    <message>
      <source>Returns</source>
      <translation>Returns</translation>
    </message>
    <message>
      <source>Sales</source>
      <translation>Sales</translation>
    </message>
    <message>
      <source>Scan the card</source>
      <translation>Scan the card</translation>
    </message>
    <message>
      <source>Scan the product</source>
      <translation>Scan the product</translation>
    </message>
    <message>
      <source>Scanner</source>
      <translation>Scanner</translation>
    </message>
    <message>
      <source>Scanning: serial scanner, keyboard scanner, label of the scales, unknown code</source>
      <translation>Scanning: serial scanner, keyboard scanner, label of the scales, unknown code</translation>
    </message>
    <message>
      <source>Serial printer</source>
      <translation>Serial printer</translation>
    </message>
    <message>
      <source>Server</source>
      <translation>Server</translation>
    </message>
    <message>
      <source>Shut the cover</source>
      <translation>Shut the cover</translation>
    </message>
    <message>
      <source>Start the server</source>
      <translation>Start the server</translation>
    </message>
    <message>
      <source>Start the till</source>
      <translation>Start the till</translation>
    </message>
    <message>
      <source>Stop the server</source>
      <translation>Stop the server</translation>
    </message>
    <message>
      <source>Switch off</source>
      <translation>Switch off</translation>
    </message>
    <message>
      <source>Switch on</source>
      <translation>Switch on</translation>
    </message>
    <message>
      <source>Take the paper out</source>
      <translation>Take the paper out</translation>
    </message>
    <message>
      <source>Taken from buyers</source>
      <translation>Taken from buyers</translation>
    </message>
    <message>
      <source>The buyer's card: panel, points with their limit</source>
      <translation>The buyer's card: panel, points with their limit</translation>
    </message>
    <message>
      <source>The ledgers differ</source>
      <translation>The ledgers differ</translation>
    </message>
    <message>
      <source>The parked receipt is taken up</source>
      <translation>The parked receipt is taken up</translation>
    </message>
    <message>
      <source>The printer whose paper is shown</source>
      <translation>The printer whose paper is shown</translation>
    </message>
    <message>
      <source>The server is back: the queue drains by itself</source>
      <translation>The server is back: the queue drains by itself</translation>
    </message>
    <message>
      <source>The server is stopped: selling and points go on</source>
      <translation>The server is stopped: selling and points go on</translation>
    </message>
    <message>
      <source>The shop's files: {folder}</source>
      <translation>The shop's files: {folder}</translation>
    </message>
    <message>
      <source>Till</source>
      <translation>Till</translation>
    </message>
    <message>
      <source>Till: goods and people …</source>
      <translation>Till: goods and people …</translation>
    </message>
    <message>
      <source>Unknown product</source>
      <translation>Unknown product</translation>
    </message>
    <message>
      <source>What came out of it is in {folder}</source>
      <translation>What came out of it is in {folder}</translation>
    </message>
    <message>
      <source>X report, the drawer counted, Z report, the shift closed</source>
      <translation>X report, the drawer counted, Z report, the shift closed</translation>
    </message>
  </context>
  <context>
    <name>devices</name>
    <message>
      <source>Add the user to the group dialout (sudo usermod -aG dialout NAME) and log in anew</source>
      <translation>Add the user to the group dialout (sudo usermod -aG dialout NAME) and log in anew</translation>
    </message>
    <message>
      <source>Add the user to the groups lp and dialout (sudo usermod -aG lp,dialout NAME) and log in anew</source>
      <translation>Add the user to the groups lp and dialout (sudo usermod -aG lp,dialout NAME) and log in anew</translation>
    </message>
    <message>
      <source>Another program holds the buyer's display</source>
      <translation>Another program holds the buyer's display</translation>
    </message>
    <message>
      <source>Another program holds the printer</source>
      <translation>Another program holds the printer</translation>
    </message>
    <message>
      <source>Another program holds the scale</source>
      <translation>Another program holds the scale</translation>
    </message>
    <message>
      <source>Another program holds the scanner</source>
      <translation>Another program holds the scanner</translation>
    </message>
    <message>
      <source>Answers</source>
      <translation>Answers</translation>
    </message>
    <message>
      <source>Call the person who looks after the till; the sale itself is safe</source>
      <translation>Call the person who looks after the till; the sale itself is safe</translation>
    </message>
    <message>
      <source>Check its power and cable, and look how far the slip came</source>
      <translation>Check its power and cable, and look how far the slip came</translation>
    </message>
    <message>
      <source>Close that program; slips wait and come by themselves</source>
      <translation>Close that program; slips wait and come by themselves</translation>
    </message>
    <message>
      <source>Close that program; the display is taken up by itself</source>
      <translation>Close that program; the display is taken up by itself</translation>
    </message>
    <message>
      <source>Close that program; the scale is taken up by itself</source>
      <translation>Close that program; the scale is taken up by itself</translation>
    </message>
    <message>
      <source>Close that program; the scanner is taken up by itself</source>
      <translation>Close that program; the scanner is taken up by itself</translation>
    </message>
    <message>
      <source>Close the cover: it goes on by itself</source>
      <translation>Close the cover: it goes on by itself</translation>
    </message>
    <message>
      <source>Confirms slips by</source>
      <translation>Confirms slips by</translation>
    </message>
    <message>
      <source>Cover</source>
      <translation>Cover</translation>
    </message>
    <message>
      <source>Empty the platform and press &gt;0&lt; on the scale</source>
      <translation>Empty the platform and press &gt;0&lt; on the scale</translation>
    </message>
    <message>
      <source>Empty the platform, switch the scale off and on again</source>
      <translation>Empty the platform, switch the scale off and on again</translation>
    </message>
    <message>
      <source>Firmware</source>
      <translation>Firmware</translation>
    </message>
    <message>
      <source>It is asked on what became of the payment; do not let the buyer pay twice</source>
      <translation>It is asked on what became of the payment; do not let the buyer pay twice</translation>
    </message>
    <message>
      <source>Keep a new roll at hand</source>
      <translation>Keep a new roll at hand</translation>
    </message>
    <message>
      <source>Leave its menu, or the counting of pieces</source>
      <translation>Leave its menu, or the counting of pieces</translation>
    </message>
    <message>
      <source>Look at its paper and cover, and how far the slip came</source>
      <translation>Look at its paper and cover, and how far the slip came</translation>
    </message>
    <message>
      <source>Look for jammed paper at the knife, then switch it off and on again</source>
      <translation>Look for jammed paper at the knife, then switch it off and on again</translation>
    </message>
    <message>
      <source>Look whether the slip came out</source>
      <translation>Look whether the slip came out</translation>
    </message>
    <message>
      <source>Open it with its key</source>
      <translation>Open it with its key</translation>
    </message>
    <message>
      <source>Paper</source>
      <translation>Paper</translation>
    </message>
    <message>
      <source>Plug it in: it is taken up by itself. Codes can be typed meanwhile</source>
      <translation>Plug it in: it is taken up by itself. Codes can be typed meanwhile</translation>
    </message>
    <message>
      <source>Plug it in: it is taken up by itself. Selling goes on</source>
      <translation>Plug it in: it is taken up by itself. Selling goes on</translation>
    </message>
    <message>
      <source>Plug it in: it is taken up by itself. The weight can be typed meanwhile</source>
      <translation>Plug it in: it is taken up by itself. The weight can be typed meanwhile</translation>
    </message>
    <message>
      <source>Pull its cable out and plug it in again</source>
      <translation>Pull its cable out and plug it in again</translation>
    </message>
    <message>
      <source>Put in a new roll: it goes on by itself</source>
      <translation>Put in a new roll: it goes on by itself</translation>
    </message>
    <message>
      <source>Put the goods on it</source>
      <translation>Put the goods on it</translation>
    </message>
    <message>
      <source>Says that it is</source>
      <translation>Says that it is</translation>
    </message>
    <message>
      <source>Serial number</source>
      <translation>Serial number</translation>
    </message>
    <message>
      <source>Shut it</source>
      <translation>Shut it</translation>
    </message>
    <message>
      <source>Shut it; the journal has it</source>
      <translation>Shut it; the journal has it</translation>
    </message>
    <message>
      <source>Shut it; where it is shut, set drawer_sensor the other way round</source>
      <translation>Shut it; where it is shut, set drawer_sensor the other way round</translation>
    </message>
    <message>
      <source>Something lay on the scale when it was switched on</source>
      <translation>Something lay on the scale when it was switched on</translation>
    </message>
    <message>
      <source>Switch it off and on again and check its cable</source>
      <translation>Switch it off and on again and check its cable</translation>
    </message>
    <message>
      <source>Switch it off and on; type the weight by hand meanwhile</source>
      <translation>Switch it off and on; type the weight by hand meanwhile</translation>
    </message>
    <message>
      <source>Switch it on and check its cable and address; take cash meanwhile</source>
      <translation>Switch it on and check its cable and address; take cash meanwhile</translation>
    </message>
    <message>
      <source>Switch it on and check its cable; slips wait and come by themselves</source>
      <translation>Switch it on and check its cable; slips wait and come by themselves</translation>
    </message>
    <message>
      <source>Switch it on; if it is on, set its protocol to “100” and check speed and parity</source>
      <translation>Switch it on; if it is on, set its protocol to “100” and check speed and parity</translation>
    </message>
    <message>
      <source>Take a part off and weigh the goods in parts</source>
      <translation>Take a part off and weigh the goods in parts</translation>
    </message>
    <message>
      <source>The buyer's display has not been found yet</source>
      <translation>The buyer's display has not been found yet</translation>
    </message>
    <message>
      <source>The buyer's display is at work</source>
      <translation>The buyer's display is at work</translation>
    </message>
    <message>
      <source>The buyer's display is unplugged</source>
      <translation>The buyer's display is unplugged</translation>
    </message>
    <message>
      <source>The buyer's display takes nothing</source>
      <translation>The buyer's display takes nothing</translation>
    </message>
    <message>
      <source>The drawer could not be opened in time</source>
      <translation>The drawer could not be opened in time</translation>
    </message>
    <message numerus="yes">
      <source>The drawer has been open for %n second(s)</source>
      <translation>
        <numerusform>The drawer has been open for %n second</numerusform>
        <numerusform>The drawer has been open for %n seconds</numerusform>
      </translation>
    </message>
    <message>
      <source>The drawer is open</source>
      <translation>The drawer is open</translation>
    </message>
    <message>
      <source>The drawer is shut</source>
      <translation>The drawer is shut</translation>
    </message>
    <message>
      <source>The drawer was opened without the till</source>
      <translation>The drawer was opened without the till</translation>
    </message>
    <message>
      <source>The paper is running low</source>
      <translation>The paper is running low</translation>
    </message>
    <message>
      <source>The paper of “{printer}” is running low</source>
      <translation>The paper of “{printer}” is running low</translation>
    </message>
    <message>
      <source>The payment terminal answers</source>
      <translation>The payment terminal answers</translation>
    </message>
    <message>
      <source>The payment terminal does not answer</source>
      <translation>The payment terminal does not answer</translation>
    </message>
    <message>
      <source>The payment terminal has not been asked yet</source>
      <translation>The payment terminal has not been asked yet</translation>
    </message>
    <message>
      <source>The payment terminal is off or cannot be reached</source>
      <translation>The payment terminal is off or cannot be reached</translation>
    </message>
    <message>
      <source>The printer does not answer</source>
      <translation>The printer does not answer</translation>
    </message>
    <message>
      <source>The printer has not been heard yet</source>
      <translation>The printer has not been heard yet</translation>
    </message>
    <message>
      <source>The printer has not said that it printed the slip</source>
      <translation>The printer has not said that it printed the slip</translation>
    </message>
    <message>
      <source>The printer has not told of the drawer yet</source>
      <translation>The printer has not told of the drawer yet</translation>
    </message>
    <message>
      <source>The printer is off or cannot be reached</source>
      <translation>The printer is off or cannot be reached</translation>
    </message>
    <message>
      <source>The printer is out of paper</source>
      <translation>The printer is out of paper</translation>
    </message>
    <message>
      <source>The printer is ready</source>
      <translation>The printer is ready</translation>
    </message>
    <message>
      <source>The printer prints</source>
      <translation>The printer prints</translation>
    </message>
    <message>
      <source>The printer reports an error</source>
      <translation>The printer reports an error</translation>
    </message>
    <message>
      <source>The printer stopped in the middle of a slip</source>
      <translation>The printer stopped in the middle of a slip</translation>
    </message>
    <message>
      <source>The printer was cut off in the middle of a slip</source>
      <translation>The printer was cut off in the middle of a slip</translation>
    </message>
    <message>
      <source>The printer's cover is open</source>
      <translation>The printer's cover is open</translation>
    </message>
    <message>
      <source>The printer's port hangs</source>
      <translation>The printer's port hangs</translation>
    </message>
    <message>
      <source>The scale does not answer</source>
      <translation>The scale does not answer</translation>
    </message>
    <message>
      <source>The scale has not been found yet</source>
      <translation>The scale has not been found yet</translation>
    </message>
    <message>
      <source>The scale is empty</source>
      <translation>The scale is empty</translation>
    </message>
    <message>
      <source>The scale is not weighing</source>
      <translation>The scale is not weighing</translation>
    </message>
    <message>
      <source>The scale is ready</source>
      <translation>The scale is ready</translation>
    </message>
    <message>
      <source>The scale is unplugged</source>
      <translation>The scale is unplugged</translation>
    </message>
    <message>
      <source>The scale reports that it is broken</source>
      <translation>The scale reports that it is broken</translation>
    </message>
    <message>
      <source>The scale shows less than zero</source>
      <translation>The scale shows less than zero</translation>
    </message>
    <message>
      <source>The scanner has not been found yet</source>
      <translation>The scanner has not been found yet</translation>
    </message>
    <message>
      <source>The scanner is ready</source>
      <translation>The scanner is ready</translation>
    </message>
    <message>
      <source>The scanner is unplugged</source>
      <translation>The scanner is unplugged</translation>
    </message>
    <message>
      <source>The slip is being printed on “{printer}”</source>
      <translation>The slip is being printed on “{printer}”</translation>
    </message>
    <message>
      <source>The till was closed while it printed</source>
      <translation>The till was closed while it printed</translation>
    </message>
    <message>
      <source>This slip cannot be printed: a mistake of the program</source>
      <translation>This slip cannot be printed: a mistake of the program</translation>
    </message>
    <message>
      <source>This user may not use the printer's port</source>
      <translation>This user may not use the printer's port</translation>
    </message>
    <message>
      <source>This user may not use the scanner's port</source>
      <translation>This user may not use the scanner's port</translation>
    </message>
    <message>
      <source>Too heavy for the scale</source>
      <translation>Too heavy for the scale</translation>
    </message>
    <message>
      <source>Weighing…</source>
      <translation>Weighing…</translation>
    </message>
    <message>
      <source>closed</source>
      <translation>closed</translation>
    </message>
    <message>
      <source>has run out</source>
      <translation>has run out</translation>
    </message>
    <message>
      <source>is being opened</source>
      <translation>is being opened</translation>
    </message>
    <message>
      <source>is being printed</source>
      <translation>is being printed</translation>
    </message>
    <message>
      <source>is there</source>
      <translation>is there</translation>
    </message>
    <message>
      <source>little is left</source>
      <translation>little is left</translation>
    </message>
    <message>
      <source>no</source>
      <translation>no</translation>
    </message>
    <message>
      <source>not opened</source>
      <translation>not opened</translation>
    </message>
    <message>
      <source>not printed, taken off the queue</source>
      <translation>not printed, taken off the queue</translation>
    </message>
    <message>
      <source>open</source>
      <translation>open</translation>
    </message>
    <message>
      <source>opened</source>
      <translation>opened</translation>
    </message>
    <message>
      <source>perhaps opened, perhaps not</source>
      <translation>perhaps opened, perhaps not</translation>
    </message>
    <message>
      <source>perhaps printed, perhaps not: look at the slip</source>
      <translation>perhaps printed, perhaps not: look at the slip</translation>
    </message>
    <message>
      <source>printed</source>
      <translation>printed</translation>
    </message>
    <message>
      <source>sent; this printer does not confirm</source>
      <translation>sent; this printer does not confirm</translation>
    </message>
    <message>
      <source>waits for the printer</source>
      <translation>waits for the printer</translation>
    </message>
    <message>
      <source>waits to be opened</source>
      <translation>waits to be opened</translation>
    </message>
    <message>
      <source>waits to be printed</source>
      <translation>waits to be printed</translation>
    </message>
    <message>
      <source>yes</source>
      <translation>yes</translation>
    </message>
  </context>
  <context>
    <name>diagnosis</name>
    <message numerus="yes">
      <source>%n operation(s) are sent again</source>
      <translation>
        <numerusform>%n operation is sent again</numerusform>
        <numerusform>%n operations are sent again</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n scan(s)</source>
      <translation>
        <numerusform>%n scan</numerusform>
        <numerusform>%n scans</numerusform>
      </translation>
    </message>
    <message>
      <source>A copy is made with every shift; “Copy now” makes one at once</source>
      <translation>A copy is made with every shift; “Copy now” makes one at once</translation>
    </message>
    <message>
      <source>A manager reads the reasons in the list; the sales themselves are safe</source>
      <translation>A manager reads the reasons in the list; the sales themselves are safe</translation>
    </message>
    <message>
      <source>Address</source>
      <translation>Address</translation>
    </message>
    <message>
      <source>Ask for a pairing code and type “cashier-app join CODE” on this machine</source>
      <translation>Ask for a pairing code and type “cashier-app join CODE” on this machine</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Back</translation>
    </message>
    <message>
      <source>Cash in or out</source>
      <translation>Cash in or out</translation>
    </message>
    <message>
      <source>Characters</source>
      <translation>Characters</translation>
    </message>
    <message>
      <source>Choose a slip of the printer first</source>
      <translation>Choose a slip of the printer first</translation>
    </message>
    <message>
      <source>Clocks differ by</source>
      <translation>Clocks differ by</translation>
    </message>
    <message>
      <source>Code page</source>
      <translation>Code page</translation>
    </message>
    <message>
      <source>Columns</source>
      <translation>Columns</translation>
    </message>
    <message>
      <source>Connection</source>
      <translation>Connection</translation>
    </message>
    <message>
      <source>Copies</source>
      <translation>Copies</translation>
    </message>
    <message>
      <source>Copies lie beside the database, the oldest are thrown away.</source>
      <translation>Copies lie beside the database, the oldest are thrown away.</translation>
    </message>
    <message>
      <source>Copy now</source>
      <translation>Copy now</translation>
    </message>
    <message>
      <source>Database</source>
      <translation>Database</translation>
    </message>
    <message>
      <source>Do not print</source>
      <translation>Do not print</translation>
    </message>
    <message>
      <source>Every sale is on the disk before the receipt is printed. A copy is made with every shift; keep one on another disk.</source>
      <translation>Every sale is on the disk before the receipt is printed. A copy is made with every shift; keep one on another disk.</translation>
    </message>
    <message>
      <source>File</source>
      <translation>File</translation>
    </message>
    <message>
      <source>In detail</source>
      <translation>In detail</translation>
    </message>
    <message>
      <source>It belongs into the settings: [[printers]]</source>
      <translation>It belongs into the settings: [[printers]]</translation>
    </message>
    <message>
      <source>It has not been printed yet</source>
      <translation>It has not been printed yet</translation>
    </message>
    <message>
      <source>It has printed</source>
      <translation>It has printed</translation>
    </message>
    <message>
      <source>It is being printed again</source>
      <translation>It is being printed again</translation>
    </message>
    <message>
      <source>It read</source>
      <translation>It read</translation>
    </message>
    <message>
      <source>Its address belongs into the settings: [server] url</source>
      <translation>Its address belongs into the settings: [server] url</translation>
    </message>
    <message>
      <source>Kind of code (AIM)</source>
      <translation>Kind of code (AIM)</translation>
    </message>
    <message>
      <source>Last copy</source>
      <translation>Last copy</translation>
    </message>
    <message>
      <source>Last exchange</source>
      <translation>Last exchange</translation>
    </message>
    <message>
      <source>Last scan</source>
      <translation>Last scan</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Next try in</source>
      <translation>Next try in</translation>
    </message>
    <message>
      <source>No printer is set</source>
      <translation>No printer is set</translation>
    </message>
    <message>
      <source>No scanner is set on a serial port</source>
      <translation>No scanner is set on a serial port</translation>
    </message>
    <message>
      <source>Nothing has been printed yet.</source>
      <translation>Nothing has been printed yet.</translation>
    </message>
    <message>
      <source>Nothing waits: the server has everything.</source>
      <translation>Nothing waits: the server has everything.</translation>
    </message>
    <message>
      <source>Only for slips nobody is sure of</source>
      <translation>Only for slips nobody is sure of</translation>
    </message>
    <message>
      <source>Only for slips that wait</source>
      <translation>Only for slips that wait</translation>
    </message>
    <message>
      <source>Points given back to the server</source>
      <translation>Points given back to the server</translation>
    </message>
    <message>
      <source>Port</source>
      <translation>Port</translation>
    </message>
    <message>
      <source>Print a copy</source>
      <translation>Print a copy</translation>
    </message>
    <message>
      <source>Print a test page</source>
      <translation>Print a test page</translation>
    </message>
    <message>
      <source>Printer</source>
      <translation>Printer</translation>
    </message>
    <message>
      <source>Products</source>
      <translation>Products</translation>
    </message>
    <message>
      <source>Return</source>
      <translation>Return</translation>
    </message>
    <message>
      <source>Sale</source>
      <translation>Sale</translation>
    </message>
    <message>
      <source>Scan any code. It changes nothing on the receipt. If nothing is heard, check the cable; if the letters are wrong, the scanner is set to another keyboard.</source>
      <translation>Scan any code. It changes nothing on the receipt. If nothing is heard, check the cable; if the letters are wrong, the scanner is set to another keyboard.</translation>
    </message>
    <message>
      <source>Scan any code: what was read is shown here.</source>
      <translation>Scan any code: what was read is shown here.</translation>
    </message>
    <message>
      <source>Scanner</source>
      <translation>Scanner</translation>
    </message>
    <message>
      <source>Scanners on serial ports</source>
      <translation>Scanners on serial ports</translation>
    </message>
    <message>
      <source>Scanners that type like a keyboard are heard all the same: scan something</source>
      <translation>Scanners that type like a keyboard are heard all the same: scan something</translation>
    </message>
    <message>
      <source>Sell on: everything is kept here and sent when the server answers</source>
      <translation>Sell on: everything is kept here and sent when the server answers</translation>
    </message>
    <message>
      <source>Send again</source>
      <translation>Send again</translation>
    </message>
    <message>
      <source>Server</source>
      <translation>Server</translation>
    </message>
    <message>
      <source>Set aside by the server</source>
      <translation>Set aside by the server</translation>
    </message>
    <message>
      <source>Set this machine's clock: until then points near their expiry are held back</source>
      <translation>Set this machine's clock: until then points near their expiry are held back</translation>
    </message>
    <message>
      <source>Shift</source>
      <translation>Shift</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Size</translation>
    </message>
    <message>
      <source>Slips, the newest first</source>
      <translation>Slips, the newest first</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>Source</translation>
    </message>
    <message>
      <source>Store node</source>
      <translation>Store node</translation>
    </message>
    <message>
      <source>Sync now</source>
      <translation>Sync now</translation>
    </message>
    <message>
      <source>The clocks of the till and the server differ by {drift}</source>
      <translation>The clocks of the till and the server differ by {drift}</translation>
    </message>
    <message>
      <source>The database has been copied to {path}</source>
      <translation>The database has been copied to {path}</translation>
    </message>
    <message>
      <source>The database is being looked at</source>
      <translation>The database is being looked at</translation>
    </message>
    <message>
      <source>The database is sound and has been copied</source>
      <translation>The database is sound and has been copied</translation>
    </message>
    <message>
      <source>The database is sound; there is no copy of it yet</source>
      <translation>The database is sound; there is no copy of it yet</translation>
    </message>
    <message>
      <source>The server has set nothing aside</source>
      <translation>The server has set nothing aside</translation>
    </message>
    <message>
      <source>The server is being asked</source>
      <translation>The server is being asked</translation>
    </message>
    <message>
      <source>The shop's node does not answer: points are reserved with the central server</source>
      <translation>The shop's node does not answer: points are reserved with the central server</translation>
    </message>
    <message>
      <source>The test page is being printed</source>
      <translation>The test page is being printed</translation>
    </message>
    <message>
      <source>The till sells without the server. Every sale is kept here and sent, in order and once, as soon as the server answers.</source>
      <translation>The till sells without the server. Every sale is kept here and sent, in order and once, as soon as the server answers.</translation>
    </message>
    <message>
      <source>The till works without a server</source>
      <translation>The till works without a server</translation>
    </message>
    <message>
      <source>There is no server to ask</source>
      <translation>There is no server to ask</translation>
    </message>
    <message>
      <source>This till has not been paired with the server yet</source>
      <translation>This till has not been paired with the server yet</translation>
    </message>
    <message>
      <source>Try and learn</source>
      <translation>Try and learn</translation>
    </message>
    <message>
      <source>Try the sounds</source>
      <translation>Try the sounds</translation>
    </message>
    <message>
      <source>Waiting to be sent</source>
      <translation>Waiting to be sent</translation>
    </message>
    <message>
      <source>What the server does not have yet</source>
      <translation>What the server does not have yet</translation>
    </message>
    <message>
      <source>Who answers</source>
      <translation>Who answers</translation>
    </message>
    <message>
      <source>nobody</source>
      <translation>nobody</translation>
    </message>
    <message>
      <source>not yet</source>
      <translation>not yet</translation>
    </message>
    <message>
      <source>on its way</source>
      <translation>on its way</translation>
    </message>
    <message>
      <source>the central server alone</source>
      <translation>the central server alone</translation>
    </message>
    <message>
      <source>the copy is being made</source>
      <translation>the copy is being made</translation>
    </message>
    <message>
      <source>the store node</source>
      <translation>the store node</translation>
    </message>
    <message>
      <source>waits</source>
      <translation>waits</translation>
    </message>
    <message>
      <source>{count} d</source>
      <translation>{count} d</translation>
    </message>
    <message>
      <source>{count} h</source>
      <translation>{count} h</translation>
    </message>
    <message>
      <source>{count} min</source>
      <translation>{count} min</translation>
    </message>
    <message>
      <source>{count} s</source>
      <translation>{count} s</translation>
    </message>
    <message>
      <source>{size} MB</source>
      <translation>{size} MB</translation>
    </message>
    <message>
      <source>{time}, {age} ago</source>
      <translation>{time}, {age} ago</translation>
    </message>
  </context>
  <context>
    <name>diff</name>
    <message numerus="yes">
      <source>%n day(s)</source>
      <translation>
        <numerusform>%n day</numerusform>
        <numerusform>%n days</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n working day(s)</source>
      <translation>
        <numerusform>%n working day</numerusform>
        <numerusform>%n working days</numerusform>
      </translation>
    </message>
    <message>
      <source>Announcement</source>
      <translation>Announcement</translation>
    </message>
    <message>
      <source>Better for the buyer</source>
      <translation>Better for the buyer</translation>
    </message>
    <message>
      <source>Better terms: {have} from {told} to {start}, promised are {want}</source>
      <translation>Better terms: {have} from {told} to {start}, promised are {want}</translation>
    </message>
    <message>
      <source>Card prices</source>
      <translation>Card prices</translation>
    </message>
    <message>
      <source>Changed: better for some, worse for others, or it cannot be told</source>
      <translation>Changed: better for some, worse for others, or it cannot be told</translation>
    </message>
    <message>
      <source>Discounts</source>
      <translation>Discounts</translation>
    </message>
    <message>
      <source>Levels</source>
      <translation>Levels</translation>
    </message>
    <message>
      <source>Name of the programme</source>
      <translation>Name of the programme</translation>
    </message>
    <message>
      <source>Neither better nor worse</source>
      <translation>Neither better nor worse</translation>
    </message>
    <message>
      <source>Nothing changes for buyers</source>
      <translation>Nothing changes for buyers</translation>
    </message>
    <message>
      <source>Notice of changes</source>
      <translation>Notice of changes</translation>
    </message>
    <message>
      <source>Pilot</source>
      <translation>Pilot</translation>
    </message>
    <message>
      <source>Points</source>
      <translation>Points</translation>
    </message>
    <message>
      <source>Redemption</source>
      <translation>Redemption</translation>
    </message>
    <message>
      <source>Registration</source>
      <translation>Registration</translation>
    </message>
    <message>
      <source>Returns</source>
      <translation>Returns</translation>
    </message>
    <message>
      <source>Rule “{name}”</source>
      <translation>Rule “{name}”</translation>
    </message>
    <message>
      <source>THE NOTICE IS NOT KEPT. {said}: start on {earliest} at the earliest</source>
      <translation>THE NOTICE IS NOT KEPT. {said}: start on {earliest} at the earliest</translation>
    </message>
    <message>
      <source>Version {old} → version {new}, from {date}</source>
      <translation>Version {old} → version {new}, from {date}</translation>
    </message>
    <message>
      <source>Without a network</source>
      <translation>Without a network</translation>
    </message>
    <message>
      <source>Without any discount</source>
      <translation>Without any discount</translation>
    </message>
    <message>
      <source>Worse for the buyer</source>
      <translation>Worse for the buyer</translation>
    </message>
    <message>
      <source>Worse terms: {have} from {told} to {start}, promised are {want}</source>
      <translation>Worse terms: {have} from {told} to {start}, promised are {want}</translation>
    </message>
    <message>
      <source>another order of levels</source>
      <translation>another order of levels</translation>
    </message>
    <message>
      <source>as everywhere ({rate})</source>
      <translation>as everywhere ({rate})</translation>
    </message>
    <message>
      <source>base rate</source>
      <translation>base rate</translation>
    </message>
    <message>
      <source>better</source>
      <translation>better</translation>
    </message>
    <message>
      <source>changed</source>
      <translation>changed</translation>
    </message>
    <message>
      <source>condition</source>
      <translation>condition</translation>
    </message>
    <message>
      <source>confirmed above</source>
      <translation>confirmed above</translation>
    </message>
    <message>
      <source>discount</source>
      <translation>discount</translation>
    </message>
    <message>
      <source>discount on the receipt</source>
      <translation>discount on the receipt</translation>
    </message>
    <message>
      <source>fall</source>
      <translation>fall</translation>
    </message>
    <message>
      <source>fall without purchases</source>
      <translation>fall without purchases</translation>
    </message>
    <message>
      <source>from</source>
      <translation>from</translation>
    </message>
    <message>
      <source>given</source>
      <translation>given</translation>
    </message>
    <message>
      <source>given in steps of</source>
      <translation>given in steps of</translation>
    </message>
    <message>
      <source>group</source>
      <translation>group</translation>
    </message>
    <message>
      <source>held at least</source>
      <translation>held at least</translation>
    </message>
    <message>
      <source>in use</source>
      <translation>in use</translation>
    </message>
    <message>
      <source>lapsed points come back for</source>
      <translation>lapsed points come back for</translation>
    </message>
    <message>
      <source>largest share</source>
      <translation>largest share</translation>
    </message>
    <message>
      <source>level is gone</source>
      <translation>level is gone</translation>
    </message>
    <message>
      <source>level's discount on top</source>
      <translation>level's discount on top</translation>
    </message>
    <message>
      <source>limit {what}</source>
      <translation>limit {what}</translation>
    </message>
    <message>
      <source>lowest price</source>
      <translation>lowest price</translation>
    </message>
    <message>
      <source>name</source>
      <translation>name</translation>
    </message>
    <message>
      <source>neutral</source>
      <translation>neutral</translation>
    </message>
    <message>
      <source>new level</source>
      <translation>new level</translation>
    </message>
    <message>
      <source>new rule</source>
      <translation>new rule</translation>
    </message>
    <message>
      <source>no discount on</source>
      <translation>no discount on</translation>
    </message>
    <message>
      <source>no points for</source>
      <translation>no points for</translation>
    </message>
    <message>
      <source>no points on</source>
      <translation>no points on</translation>
    </message>
    <message>
      <source>no points with a promo code</source>
      <translation>no points with a promo code</translation>
    </message>
    <message>
      <source>not below the cost and</source>
      <translation>not below the cost and</translation>
    </message>
    <message>
      <source>of the catalogue</source>
      <translation>of the catalogue</translation>
    </message>
    <message>
      <source>offered over</source>
      <translation>offered over</translation>
    </message>
    <message>
      <source>payable with points</source>
      <translation>payable with points</translation>
    </message>
    <message>
      <source>place in the order</source>
      <translation>place in the order</translation>
    </message>
    <message>
      <source>points</source>
      <translation>points</translation>
    </message>
    <message>
      <source>points in advance</source>
      <translation>points in advance</translation>
    </message>
    <message>
      <source>points that are spent already</source>
      <translation>points that are spent already</translation>
    </message>
    <message>
      <source>purchases from</source>
      <translation>purchases from</translation>
    </message>
    <message>
      <source>purchases that count</source>
      <translation>purchases that count</translation>
    </message>
    <message>
      <source>receipts from</source>
      <translation>receipts from</translation>
    </message>
    <message>
      <source>redemption</source>
      <translation>redemption</translation>
    </message>
    <message>
      <source>rise</source>
      <translation>rise</translation>
    </message>
    <message>
      <source>rounded</source>
      <translation>rounded</translation>
    </message>
    <message>
      <source>rule is gone</source>
      <translation>rule is gone</translation>
    </message>
    <message>
      <source>share</source>
      <translation>share</translation>
    </message>
    <message>
      <source>spent in steps of</source>
      <translation>spent in steps of</translation>
    </message>
    <message>
      <source>stands alone</source>
      <translation>stands alone</translation>
    </message>
    <message>
      <source>the level falls</source>
      <translation>the level falls</translation>
    </message>
    <message>
      <source>welcome points</source>
      <translation>welcome points</translation>
    </message>
    <message>
      <source>with a balance from</source>
      <translation>with a balance from</translation>
    </message>
    <message>
      <source>worse</source>
      <translation>worse</translation>
    </message>
    <message>
      <source>worth of a point</source>
      <translation>worth of a point</translation>
    </message>
    <message>
      <source>{level}, with a promo code</source>
      <translation>{level}, with a promo code</translation>
    </message>
  </context>
  <context>
    <name>discount</name>
    <message>
      <source>A manager has to allow so much</source>
      <translation>A manager has to allow so much</translation>
    </message>
    <message>
      <source>A price belongs to one line</source>
      <translation>A price belongs to one line</translation>
    </message>
    <message>
      <source>A senior cashier has to allow so much</source>
      <translation>A senior cashier has to allow so much</translation>
    </message>
    <message>
      <source>Becomes {sum}: {off} less, {percent} %</source>
      <translation>Becomes {sum}: {off} less, {percent} %</translation>
    </message>
    <message>
      <source>Choose goods first</source>
      <translation>Choose goods first</translation>
    </message>
    <message>
      <source>Discount</source>
      <translation>Discount</translation>
    </message>
    <message>
      <source>Discount, %</source>
      <translation>Discount, %</translation>
    </message>
    <message>
      <source>Give it</source>
      <translation>Give it</translation>
    </message>
    <message>
      <source>New price</source>
      <translation>New price</translation>
    </message>
    <message>
      <source>Nothing is given by hand here</source>
      <translation>Nothing is given by hand here</translation>
    </message>
    <message>
      <source>Nothing is taken off</source>
      <translation>Nothing is taken off</translation>
    </message>
    <message>
      <source>Off, ₽</source>
      <translation>Off, ₽</translation>
    </message>
    <message>
      <source>Per cent</source>
      <translation>Per cent</translation>
    </message>
    <message>
      <source>Price by hand</source>
      <translation>Price by hand</translation>
    </message>
    <message>
      <source>Price, ₽</source>
      <translation>Price, ₽</translation>
    </message>
    <message>
      <source>Roubles off</source>
      <translation>Roubles off</translation>
    </message>
    <message>
      <source>Take it away</source>
      <translation>Take it away</translation>
    </message>
    <message>
      <source>The programme lets no goods go below their cost, and some take no discounts</source>
      <translation>The programme lets no goods go below their cost, and some take no discounts</translation>
    </message>
    <message>
      <source>This line</source>
      <translation>This line</translation>
    </message>
    <message>
      <source>To the receipt</source>
      <translation>To the receipt</translation>
    </message>
    <message>
      <source>Whole receipt</source>
      <translation>Whole receipt</translation>
    </message>
    <message>
      <source>Why</source>
      <translation>Why</translation>
    </message>
    <message>
      <source>on the whole receipt</source>
      <translation>on the whole receipt</translation>
    </message>
    <message>
      <source>touch the reason</source>
      <translation>touch the reason</translation>
    </message>
    <message>
      <source>type how much</source>
      <translation>type how much</translation>
    </message>
    <message>
      <source>{reason} {percent} %</source>
      <translation>{reason} {percent} %</translation>
    </message>
    <message>
      <source>{sum} was taken off, not more</source>
      <translation>{sum} was taken off, not more</translation>
    </message>
  </context>
  <context>
    <name>doctor</name>
    <message>
      <source>A copy is made with every shift that is closed; Diagnosis makes one at once</source>
      <translation>A copy is made with every shift that is closed; Diagnosis makes one at once</translation>
    </message>
    <message>
      <source>A manager reads the reasons under Diagnosis</source>
      <translation>A manager reads the reasons under Diagnosis</translation>
    </message>
    <message>
      <source>Address</source>
      <translation>Address</translation>
    </message>
    <message>
      <source>Among them</source>
      <translation>Among them</translation>
    </message>
    <message>
      <source>Answered in</source>
      <translation>Answered in</translation>
    </message>
    <message>
      <source>Answers</source>
      <translation>Answers</translation>
    </message>
    <message>
      <source>Bring server and tills to versions of one time</source>
      <translation>Bring server and tills to versions of one time</translation>
    </message>
    <message>
      <source>Broken answers</source>
      <translation>Broken answers</translation>
    </message>
    <message>
      <source>Buyer's display</source>
      <translation>Buyer's display</translation>
    </message>
    <message>
      <source>Cash drawer</source>
      <translation>Cash drawer</translation>
    </message>
    <message>
      <source>Check the cable, its speed and its parity</source>
      <translation>Check the cable, its speed and its parity</translation>
    </message>
    <message>
      <source>Check the network cable and the address; the till goes on selling</source>
      <translation>Check the network cable and the address; the till goes on selling</translation>
    </message>
    <message>
      <source>Clocks differ by</source>
      <translation>Clocks differ by</translation>
    </message>
    <message>
      <source>Copies</source>
      <translation>Copies</translation>
    </message>
    <message>
      <source>Copies of the database</source>
      <translation>Copies of the database</translation>
    </message>
    <message>
      <source>Data</source>
      <translation>Data</translation>
    </message>
    <message>
      <source>Database</source>
      <translation>Database</translation>
    </message>
    <message>
      <source>Delete or move what is not needed: a full disk stops the till</source>
      <translation>Delete or move what is not needed: a full disk stops the till</translation>
    </message>
    <message>
      <source>Everything is in order</source>
      <translation>Everything is in order</translation>
    </message>
    <message>
      <source>File</source>
      <translation>File</translation>
    </message>
    <message>
      <source>Folders and disk</source>
      <translation>Folders and disk</translation>
    </message>
    <message>
      <source>Folders can be written, and there is room</source>
      <translation>Folders can be written, and there is room</translation>
    </message>
    <message>
      <source>For support: {file}</source>
      <translation>For support: {file}</translation>
    </message>
    <message>
      <source>Free</source>
      <translation>Free</translation>
    </message>
    <message>
      <source>Give the person who runs the till the right to write there</source>
      <translation>Give the person who runs the till the right to write there</translation>
    </message>
    <message>
      <source>Give the server a certificate and the till an address with https://</source>
      <translation>Give the server a certificate and the till an address with https://</translation>
    </message>
    <message>
      <source>Held by process</source>
      <translation>Held by process</translation>
    </message>
    <message>
      <source>In detail</source>
      <translation>In detail</translation>
    </message>
    <message>
      <source>Install that version, or put back an older copy</source>
      <translation>Install that version, or put back an older copy</translation>
    </message>
    <message>
      <source>It answers</source>
      <translation>It answers</translation>
    </message>
    <message>
      <source>It answers, unencrypted: whoever is on the wire reads the till's key</source>
      <translation>It answers, unencrypted: whoever is on the wire reads the till's key</translation>
    </message>
    <message>
      <source>Its port is not there</source>
      <translation>Its port is not there</translation>
    </message>
    <message>
      <source>Its port is there; such a display never answers</source>
      <translation>Its port is there; such a display never answers</translation>
    </message>
    <message>
      <source>Keyboard scanners</source>
      <translation>Keyboard scanners</translation>
    </message>
    <message>
      <source>Last copy</source>
      <translation>Last copy</translation>
    </message>
    <message>
      <source>Last copy there</source>
      <translation>Last copy there</translation>
    </message>
    <message>
      <source>Logs</source>
      <translation>Logs</translation>
    </message>
    <message>
      <source>Members</source>
      <translation>Members</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>No screen is seen from here</source>
      <translation>No screen is seen from here</translation>
    </message>
    <message>
      <source>Nobody else on this machine may read them</source>
      <translation>Nobody else on this machine may read them</translation>
    </message>
    <message>
      <source>None is set on a serial port</source>
      <translation>None is set on a serial port</translation>
    </message>
    <message>
      <source>None is set: the store node passes on what it is asked</source>
      <translation>None is set: the store node passes on what it is asked</translation>
    </message>
    <message>
      <source>None is set: the till works without it</source>
      <translation>None is set: the till works without it</translation>
    </message>
    <message>
      <source>Nothing is lost; look why the server cannot be reached</source>
      <translation>Nothing is lost; look why the server cannot be reached</translation>
    </message>
    <message>
      <source>Nothing waits for a person</source>
      <translation>Nothing waits for a person</translation>
    </message>
    <message>
      <source>On it</source>
      <translation>On it</translation>
    </message>
    <message>
      <source>Only {free} are free on the disk</source>
      <translation>Only {free} are free on the disk</translation>
    </message>
    <message numerus="yes">
      <source>Others on this machine may read %n file(s) or folder(s)</source>
      <translation>
        <numerusform>Others on this machine may read %n file or folder</numerusform>
        <numerusform>Others on this machine may read %n files or folders</numerusform>
      </translation>
    </message>
    <message>
      <source>Over a remote command line that is as it should be</source>
      <translation>Over a remote command line that is as it should be</translation>
    </message>
    <message>
      <source>Payment terminal</source>
      <translation>Payment terminal</translation>
    </message>
    <message>
      <source>Payments in doubt</source>
      <translation>Payments in doubt</translation>
    </message>
    <message>
      <source>Plug it in, or choose the port that is listed here</source>
      <translation>Plug it in, or choose the port that is listed here</translation>
    </message>
    <message>
      <source>Plug it in; selling goes on without it</source>
      <translation>Plug it in; selling goes on without it</translation>
    </message>
    <message>
      <source>Plugged in: {ports}</source>
      <translation>Plugged in: {ports}</translation>
    </message>
    <message>
      <source>Port</source>
      <translation>Port</translation>
    </message>
    <message>
      <source>Printer</source>
      <translation>Printer</translation>
    </message>
    <message>
      <source>Printer {name}</source>
      <translation>Printer {name}</translation>
    </message>
    <message>
      <source>Products</source>
      <translation>Products</translation>
    </message>
    <message>
      <source>Program</source>
      <translation>Program</translation>
    </message>
    <message>
      <source>Receipts</source>
      <translation>Receipts</translation>
    </message>
    <message>
      <source>Scale</source>
      <translation>Scale</translation>
    </message>
    <message>
      <source>Scanners</source>
      <translation>Scanners</translation>
    </message>
    <message>
      <source>Screen</source>
      <translation>Screen</translation>
    </message>
    <message>
      <source>Second place</source>
      <translation>Second place</translation>
    </message>
    <message>
      <source>See Diagnosis in the till, or close the till and ask again</source>
      <translation>See Diagnosis in the till, or close the till and ask again</translation>
    </message>
    <message>
      <source>Server</source>
      <translation>Server</translation>
    </message>
    <message>
      <source>Set aside by the server</source>
      <translation>Set aside by the server</translation>
    </message>
    <message>
      <source>Set this machine's clock, best by a time server</source>
      <translation>Set this machine's clock, best by a time server</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Settings</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Size</translation>
    </message>
    <message>
      <source>Slips of which nobody knows whether they came out</source>
      <translation>Slips of which nobody knows whether they came out</translation>
    </message>
    <message>
      <source>Something does not work</source>
      <translation>Something does not work</translation>
    </message>
    <message>
      <source>Something has waited for the server for {age}</source>
      <translation>Something has waited for the server for {age}</translation>
    </message>
    <message>
      <source>Something waits for a cashier to say what became of it</source>
      <translation>Something waits for a cashier to say what became of it</translation>
    </message>
    <message>
      <source>Start the tills that have not been heard since</source>
      <translation>Start the tills that have not been heard since</translation>
    </message>
    <message>
      <source>Store node</source>
      <translation>Store node</translation>
    </message>
    <message>
      <source>System</source>
      <translation>System</translation>
    </message>
    <message>
      <source>The clocks of this machine and the server differ by {drift}</source>
      <translation>The clocks of this machine and the server differ by {drift}</translation>
    </message>
    <message>
      <source>The database can be read and has been copied</source>
      <translation>The database can be read and has been copied</translation>
    </message>
    <message>
      <source>The database is copied</source>
      <translation>The database is copied</translation>
    </message>
    <message>
      <source>The database is of an older version and is brought up to date at the next start</source>
      <translation>The database is of an older version and is brought up to date at the next start</translation>
    </message>
    <message>
      <source>The database was made by a newer version of the program</source>
      <translation>The database was made by a newer version of the program</translation>
    </message>
    <message>
      <source>The folder {folder} cannot be written</source>
      <translation>The folder {folder} cannot be written</translation>
    </message>
    <message>
      <source>The next start of the till mends it; what another user owns: chmod go= FILE</source>
      <translation>The next start of the till mends it; what another user owns: chmod go= FILE</translation>
    </message>
    <message>
      <source>The scale answers, and some answers arrive broken</source>
      <translation>The scale answers, and some answers arrive broken</translation>
    </message>
    <message>
      <source>The second place has no copy of the last days</source>
      <translation>The second place has no copy of the last days</translation>
    </message>
    <message>
      <source>The server has set operations aside</source>
      <translation>The server has set operations aside</translation>
    </message>
    <message>
      <source>The server speaks another version of the protocol</source>
      <translation>The server speaks another version of the protocol</translation>
    </message>
    <message>
      <source>The server was put back from a copy and waits for every till to report</source>
      <translation>The server was put back from a copy and waits for every till to report</translation>
    </message>
    <message>
      <source>The till asks when somebody logs in</source>
      <translation>The till asks when somebody logs in</translation>
    </message>
    <message>
      <source>The till can sell; something wants a look</source>
      <translation>The till can sell; something wants a look</translation>
    </message>
    <message>
      <source>The till that runs here uses it</source>
      <translation>The till that runs here uses it</translation>
    </message>
    <message>
      <source>There are no goods yet</source>
      <translation>There are no goods yet</translation>
    </message>
    <message>
      <source>There are receipts and no copy of the database</source>
      <translation>There are receipts and no copy of the database</translation>
    </message>
    <message>
      <source>There is a screen</source>
      <translation>There is a screen</translation>
    </message>
    <message>
      <source>There is no copy of the last days</source>
      <translation>There is no copy of the last days</translation>
    </message>
    <message>
      <source>There is no database yet: it is made when the till starts first</source>
      <translation>There is no database yet: it is made when the till starts first</translation>
    </message>
    <message>
      <source>There is no settings file: the till sells with the defaults</source>
      <translation>There is no settings file: the till sells with the defaults</translation>
    </message>
    <message>
      <source>Version</source>
      <translation>Version</translation>
    </message>
    <message>
      <source>Version of its tables</source>
      <translation>Version of its tables</translation>
    </message>
    <message>
      <source>Waiting for the server</source>
      <translation>Waiting for the server</translation>
    </message>
    <message>
      <source>What waits</source>
      <translation>What waits</translation>
    </message>
    <message>
      <source>Who may read</source>
      <translation>Who may read</translation>
    </message>
    <message>
      <source>are heard</source>
      <translation>are heard</translation>
    </message>
    <message>
      <source>cashier-app {version}</source>
      <translation>cashier-app {version}</translation>
    </message>
    <message>
      <source>{count} ms</source>
      <translation>{count} ms</translation>
    </message>
    <message>
      <source>{ports}: no such scanner is plugged in</source>
      <translation>{ports}: no such scanner is plugged in</translation>
    </message>
    <message>
      <source>{size} GB</source>
      <translation>{size} GB</translation>
    </message>
    <message>
      <source>{size} MB</source>
      <translation>{size} MB</translation>
    </message>
    <message>
      <source>{weight} kg</source>
      <translation>{weight} kg</translation>
    </message>
    <message>
      <source>“cashier-app backup now” makes one at once</source>
      <translation>“cashier-app backup now” makes one at once</translation>
    </message>
    <message>
      <source>“cashier-app config --describe” shows what may stand in it</source>
      <translation>“cashier-app config --describe” shows what may stand in it</translation>
    </message>
    <message>
      <source>“cashier-app import catalogue FILE” brings them in</source>
      <translation>“cashier-app import catalogue FILE” brings them in</translation>
    </message>
  </context>
  <context>
    <name>errors</name>
    <message>
      <source>A JSON list of members is allowed; files of other systems come in by “cashier-app migrate”</source>
      <translation>A JSON list of members is allowed; files of other systems come in by “cashier-app migrate”</translation>
    </message>
    <message>
      <source>A card has a prefix, or the first and last number of a range; in a code of the scales the prefix and both numbers are 12 digits together, or 11 where one digit is skipped</source>
      <translation>A card has a prefix, or the first and last number of a range; in a code of the scales the prefix and both numbers are 12 digits together, or 11 where one digit is skipped</translation>
    </message>
    <message>
      <source>A card has been charged for this receipt</source>
      <translation>A card has been charged for this receipt</translation>
    </message>
    <message>
      <source>A card payment of this shift is not settled yet</source>
      <translation>A card payment of this shift is not settled yet</translation>
    </message>
    <message>
      <source>A card that has paid for something stays the buyer's; without a connection try again later</source>
      <translation>A card that has paid for something stays the buyer's; without a connection try again later</translation>
    </message>
    <message>
      <source>A certificate and its private key are given together, or neither</source>
      <translation>A certificate and its private key are given together, or neither</translation>
    </message>
    <message>
      <source>A column “цена” (price) is needed, and one with the barcode or the id</source>
      <translation>A column “цена” (price) is needed, and one with the barcode or the id</translation>
    </message>
    <message>
      <source>A coupon from {first} to {last} is never valid</source>
      <translation>A coupon from {first} to {last} is never valid</translation>
    </message>
    <message>
      <source>A date such as 2026-01-01 is allowed</source>
      <translation>A date such as 2026-01-01 is allowed</translation>
    </message>
    <message>
      <source>A discount by hand needs a reason</source>
      <translation>A discount by hand needs a reason</translation>
    </message>
    <message>
      <source>A discount of {percent} % is not possible</source>
      <translation>A discount of {percent} % is not possible</translation>
    </message>
    <message>
      <source>A file in PEM form is allowed, with -----BEGIN CERTIFICATE-----</source>
      <translation>A file in PEM form is allowed, with -----BEGIN CERTIFICATE-----</translation>
    </message>
    <message>
      <source>A folder needs a name</source>
      <translation>A folder needs a name</translation>
    </message>
    <message>
      <source>A gift card is not paid for with a gift card</source>
      <translation>A gift card is not paid for with a gift card</translation>
    </message>
    <message>
      <source>A gift card is returned by its receipt alone</source>
      <translation>A gift card is returned by its receipt alone</translation>
    </message>
    <message>
      <source>A gift card of {sum} cannot be sold</source>
      <translation>A gift card of {sum} cannot be sold</translation>
    </message>
    <message>
      <source>A header with at least “наименование” (name) and “штрихкод” (barcode) or “код” (id) is needed</source>
      <translation>A header with at least “наименование” (name) and “штрихкод” (barcode) or “код” (id) is needed</translation>
    </message>
    <message>
      <source>A limited discount on this receipt has been used up meanwhile</source>
      <translation>A limited discount on this receipt has been used up meanwhile</translation>
    </message>
    <message>
      <source>A list in square brackets is allowed</source>
      <translation>A list in square brackets is allowed</translation>
    </message>
    <message>
      <source>A name of at most 60 letters is allowed</source>
      <translation>A name of at most 60 letters is allowed</translation>
    </message>
    <message>
      <source>A name of the IANA time zones is allowed, for example Europe/Moscow</source>
      <translation>A name of the IANA time zones is allowed, for example Europe/Moscow</translation>
    </message>
    <message>
      <source>A part of a number finds nobody while the server does not answer</source>
      <translation>A part of a number finds nobody while the server does not answer</translation>
    </message>
    <message>
      <source>A path such as /var/lib/loyalty.db is allowed, sqlite:////var/lib/loyalty.db or postgresql://user@host/name</source>
      <translation>A path such as /var/lib/loyalty.db is allowed, sqlite:////var/lib/loyalty.db or postgresql://user@host/name</translation>
    </message>
    <message>
      <source>A prefix 20 to 29, the digits of the product and the digits of the value are 12 together, or 11 if a digit is skipped between them; the check digit is the thirteenth</source>
      <translation>A prefix 20 to 29, the digits of the product and the digits of the value are 12 together, or 11 if a digit is skipped between them; the check digit is the thirteenth</translation>
    </message>
    <message>
      <source>A price by hand must be lower than {price}</source>
      <translation>A price by hand must be lower than {price}</translation>
    </message>
    <message>
      <source>A published version never changes: give the new one the number {next}</source>
      <translation>A published version never changes: give the new one the number {next}</translation>
    </message>
    <message>
      <source>A quote needs a programme and a receipt</source>
      <translation>A quote needs a programme and a receipt</translation>
    </message>
    <message>
      <source>A receipt takes at most {count} promo codes</source>
      <translation>A receipt takes at most {count} promo codes</translation>
    </message>
    <message>
      <source>A replay needs one source of past receipts</source>
      <translation>A replay needs one source of past receipts</translation>
    </message>
    <message>
      <source>A report of all tills is of days, not of a shift</source>
      <translation>A report of all tills is of days, not of a shift</translation>
    </message>
    <message>
      <source>A row is the number as the scanner reads it, and a sum in roubles if it has one</source>
      <translation>A row is the number as the scanner reads it, and a sum in roubles if it has one</translation>
    </message>
    <message>
      <source>A row of titles is needed that names whom a row is about (“Карта”, card) and what it says of them</source>
      <translation>A row of titles is needed that names whom a row is about (“Карта”, card) and what it says of them</translation>
    </message>
    <message>
      <source>A section with these keys is allowed: {choices}</source>
      <translation>A section with these keys is allowed: {choices}</translation>
    </message>
    <message>
      <source>A store node keeps its ledger in a file, not in {place}</source>
      <translation>A store node keeps its ledger in a file, not in {place}</translation>
    </message>
    <message>
      <source>A text of this form is allowed: {examples}</source>
      <translation>A text of this form is allowed: {examples}</translation>
    </message>
    <message>
      <source>A text such as {example} is allowed, {shortest} to {longest} characters long</source>
      <translation>A text such as {example} is allowed, {shortest} to {longest} characters long</translation>
    </message>
    <message>
      <source>A whole number from {minimum} to {maximum} is allowed</source>
      <translation>A whole number from {minimum} to {maximum} is allowed</translation>
    </message>
    <message>
      <source>A whole number up to {maximum} is allowed</source>
      <translation>A whole number up to {maximum} is allowed</translation>
    </message>
    <message>
      <source>A workbook cannot be printed</source>
      <translation>A workbook cannot be printed</translation>
    </message>
    <message>
      <source>Allowed there: {allowed}</source>
      <translation>Allowed there: {allowed}</translation>
    </message>
    <message>
      <source>An encoding of one byte a letter is allowed, for example cp866</source>
      <translation>An encoding of one byte a letter is allowed, for example cp866</translation>
    </message>
    <message>
      <source>Another program holds the till's database</source>
      <translation>Another program holds the till's database</translation>
    </message>
    <message>
      <source>Another program is writing to the ledger at {place}</source>
      <translation>Another program is writing to the ledger at {place}</translation>
    </message>
    <message>
      <source>Ask a colleague with the right to type the PIN</source>
      <translation>Ask a colleague with the right to type the PIN</translation>
    </message>
    <message>
      <source>Ask it again; do not let the buyer pay twice</source>
      <translation>Ask it again; do not let the buyer pay twice</translation>
    </message>
    <message>
      <source>Ask the buyer for another card, or sell without one</source>
      <translation>Ask the buyer for another card, or sell without one</translation>
    </message>
    <message>
      <source>Ask the buyer, and touch the consent when the answer is yes</source>
      <translation>Ask the buyer, and touch the consent when the answer is yes</translation>
    </message>
    <message>
      <source>Ask the server with --server, or the till without it: “cashier-app report list” says which</source>
      <translation>Ask the server with --server, or the till without it: “cashier-app report list” says which</translation>
    </message>
    <message>
      <source>Ask whoever publishes the versions; the till goes on as it is</source>
      <translation>Ask whoever publishes the versions; the till goes on as it is</translation>
    </message>
    <message>
      <source>At {host} tills' keys and buyers' names would go unencrypted over the network</source>
      <translation>At {host} tills' keys and buyers' names would go unencrypted over the network</translation>
    </message>
    <message>
      <source>Call one of the columns in the first line one of: {allowed}</source>
      <translation>Call one of the columns in the first line one of: {allowed}</translation>
    </message>
    <message>
      <source>Call the person who looks after the till</source>
      <translation>Call the person who looks after the till</translation>
    </message>
    <message>
      <source>Change that file, or take [shop] template out of the settings</source>
      <translation>Change that file, or take [shop] template out of the settings</translation>
    </message>
    <message>
      <source>Check that it runs, its address and the network; tills go on by themselves</source>
      <translation>Check that it runs, its address and the network; tills go on by themselves</translation>
    </message>
    <message>
      <source>Check the address and the network, then try again</source>
      <translation>Check the address and the network, then try again</translation>
    </message>
    <message>
      <source>Check the buyer's age and confirm it</source>
      <translation>Check the buyer's age and confirm it</translation>
    </message>
    <message>
      <source>Check the cable, the power and the address in the settings</source>
      <translation>Check the cable, the power and the address in the settings</translation>
    </message>
    <message>
      <source>Check the digits, or register the buyer</source>
      <translation>Check the digits, or register the buyer</translation>
    </message>
    <message>
      <source>Check the disk with {path}, then start the till again</source>
      <translation>Check the disk with {path}, then start the till again</translation>
    </message>
    <message>
      <source>Check the name and the right to read it</source>
      <translation>Check the name and the right to read it</translation>
    </message>
    <message>
      <source>Check the name, the right to write there and the room on the disk</source>
      <translation>Check the name, the right to write there and the room on the disk</translation>
    </message>
    <message>
      <source>Check the number, or scan the card</source>
      <translation>Check the number, or scan the card</translation>
    </message>
    <message>
      <source>Check the number; a card that was never issued or sold is not known</source>
      <translation>Check the number; a card that was never issued or sold is not known</translation>
    </message>
    <message>
      <source>Check the number; a till without a printer keeps no slips</source>
      <translation>Check the number; a till without a printer keeps no slips</translation>
    </message>
    <message>
      <source>Choose 4 to 8 digits, not all the same and not 1234</source>
      <translation>Choose 4 to 8 digits, not all the same and not 1234</translation>
    </message>
    <message>
      <source>Choose a card of this buyer that is in use</source>
      <translation>Choose a card of this buyer that is in use</translation>
    </message>
    <message>
      <source>Choose a closed shift from the list</source>
      <translation>Choose a closed shift from the list</translation>
    </message>
    <message>
      <source>Choose a receipt first</source>
      <translation>Choose a receipt first</translation>
    </message>
    <message>
      <source>Choose among the lines of the receipt</source>
      <translation>Choose among the lines of the receipt</translation>
    </message>
    <message>
      <source>Choose another one from the list</source>
      <translation>Choose another one from the list</translation>
    </message>
    <message>
      <source>Choose another one that nobody else knows</source>
      <translation>Choose another one that nobody else knows</translation>
    </message>
    <message>
      <source>Choose at least one line and its quantity</source>
      <translation>Choose at least one line and its quantity</translation>
    </message>
    <message>
      <source>Choose the gift card among the goods first</source>
      <translation>Choose the gift card among the goods first</translation>
    </message>
    <message>
      <source>Choose the receipt again</source>
      <translation>Choose the receipt again</translation>
    </message>
    <message>
      <source>Close it first</source>
      <translation>Close it first</translation>
    </message>
    <message>
      <source>Close the program that uses {path}, then try again</source>
      <translation>Close the program that uses {path}, then try again</translation>
    </message>
    <message>
      <source>Compare it with the note; if it is right, the journal is not the one of that day</source>
      <translation>Compare it with the note; if it is right, the journal is not the one of that day</translation>
    </message>
    <message>
      <source>Correct the address, or the password in PGPASSWORD or in the file .pgpass</source>
      <translation>Correct the address, or the password in PGPASSWORD or in the file .pgpass</translation>
    </message>
    <message>
      <source>Count the drawer anew</source>
      <translation>Count the drawer anew</translation>
    </message>
    <message>
      <source>Coupons of the versions published: {coupons}</source>
      <translation>Coupons of the versions published: {coupons}</translation>
    </message>
    <message>
      <source>Digits with at most {decimals} decimals, up to {maximum}, are allowed</source>
      <translation>Digits with at most {decimals} decimals, up to {maximum}, are allowed</translation>
    </message>
    <message>
      <source>Do not sell on it. Put the newest copy from {backups} in the place of {path}, or call support</source>
      <translation>Do not sell on it. Put the newest copy from {backups} in the place of {path}, or call support</translation>
    </message>
    <message>
      <source>Do not trust the disk with {folder}: give copies another place</source>
      <translation>Do not trust the disk with {folder}: give copies another place</translation>
    </message>
    <message>
      <source>Earlier copies are kept; show support the copy {file}</source>
      <translation>Earlier copies are kept; show support the copy {file}</translation>
    </message>
    <message>
      <source>Everybody on this machine may read the private key {file}</source>
      <translation>Everybody on this machine may read the private key {file}</translation>
    </message>
    <message>
      <source>Export receipts with goods, quantities and prices above zero</source>
      <translation>Export receipts with goods, quantities and prices above zero</translation>
    </message>
    <message>
      <source>Export the file again</source>
      <translation>Export the file again</translation>
    </message>
    <message>
      <source>Find the buyer by telephone or card first</source>
      <translation>Find the buyer by telephone or card first</translation>
    </message>
    <message>
      <source>Find the product or remove the line: until then the receipt cannot be paid</source>
      <translation>Find the product or remove the line: until then the receipt cannot be paid</translation>
    </message>
    <message>
      <source>Find the receipt that it was sold by: its money goes with it</source>
      <translation>Find the receipt that it was sold by: its money goes with it</translation>
    </message>
    <message>
      <source>Finish the payment</source>
      <translation>Finish the payment</translation>
    </message>
    <message>
      <source>Finish, park or cancel it first</source>
      <translation>Finish, park or cancel it first</translation>
    </message>
    <message>
      <source>For another card add the product once more and scan that card</source>
      <translation>For another card add the product once more and scan that card</translation>
    </message>
    <message>
      <source>Free some space on the disk and import again: it will change nothing</source>
      <translation>Free some space on the disk and import again: it will change nothing</translation>
    </message>
    <message>
      <source>Free some space on the disk with {path}, then try again</source>
      <translation>Free some space on the disk with {path}, then try again</translation>
    </message>
    <message>
      <source>Free some space there; tills send everything again by themselves</source>
      <translation>Free some space there; tills send everything again by themselves</translation>
    </message>
    <message>
      <source>Free the disk; the till goes on as it is</source>
      <translation>Free the disk; the till goes on as it is</translation>
    </message>
    <message>
      <source>From {first} to {last} is no period</source>
      <translation>From {first} to {last} is no period</translation>
    </message>
    <message>
      <source>Get a new one; if it is new, set this machine's clock</source>
      <translation>Get a new one; if it is new, set this machine's clock</translation>
    </message>
    <message>
      <source>Get one for servers (TLS Web Server Authentication)</source>
      <translation>Get one for servers (TLS Web Server Authentication)</translation>
    </message>
    <message>
      <source>Give --all, or say in the settings what is led here: [authority]</source>
      <translation>Give --all, or say in the settings what is led here: [authority]</translation>
    </message>
    <message>
      <source>Give --certificate and --private-key (“cashier-app server certificate” makes both), or allow it with --plain-http where the wire is your own from end to end</source>
      <translation>Give --certificate and --private-key (“cashier-app server certificate” makes both), or allow it with --plain-http where the wire is your own from end to end</translation>
    </message>
    <message>
      <source>Give --nominal, or a sum in the second cell of its row</source>
      <translation>Give --nominal, or a sum in the second cell of its row</translation>
    </message>
    <message>
      <source>Give --out FILE.xlsx</source>
      <translation>Give --out FILE.xlsx</translation>
    </message>
    <message>
      <source>Give --out FILE.{form}</source>
      <translation>Give --out FILE.{form}</translation>
    </message>
    <message>
      <source>Give --programme FILE and --receipt FILE; --schema prints what they hold</source>
      <translation>Give --programme FILE and --receipt FILE; --schema prints what they hold</translation>
    </message>
    <message>
      <source>Give --reason TEXT, or only look with --check</source>
      <translation>Give --reason TEXT, or only look with --check</translation>
    </message>
    <message>
      <source>Give --shift 12, --shift 12-20, or a period: --from 2026-11-01 --to 2026-11-30</source>
      <translation>Give --shift 12, --shift 12-20, or a period: --from 2026-11-01 --to 2026-11-30</translation>
    </message>
    <message>
      <source>Give --upstream URL, or set upstream in the section [node] of the settings</source>
      <translation>Give --upstream URL, or set upstream in the section [node] of the settings</translation>
    </message>
    <message>
      <source>Give --yes where nobody can answer</source>
      <translation>Give --yes where nobody can answer</translation>
    </message>
    <message>
      <source>Give a CSV file, a CommerceML file, or a folder or zip of them</source>
      <translation>Give a CSV file, a CommerceML file, or a folder or zip of them</translation>
    </message>
    <message>
      <source>Give a CSV file, or CommerceML with goods (import.xml) or offers (offers.xml)</source>
      <translation>Give a CSV file, or CommerceML with goods (import.xml) or offers (offers.xml)</translation>
    </message>
    <message>
      <source>Give a CSV or XLSX file</source>
      <translation>Give a CSV or XLSX file</translation>
    </message>
    <message>
      <source>Give a PNG file, best black on white and 384 dots wide</source>
      <translation>Give a PNG file, best black on white and 384 dots wide</translation>
    </message>
    <message>
      <source>Give a PNG or JPEG file that other programs can open</source>
      <translation>Give a PNG or JPEG file that other programs can open</translation>
    </message>
    <message>
      <source>Give a file in TOML or JSON: see “cashier-app migrate --example”</source>
      <translation>Give a file in TOML or JSON: see “cashier-app migrate --example”</translation>
    </message>
    <message>
      <source>Give a last day that is not before the first</source>
      <translation>Give a last day that is not before the first</translation>
    </message>
    <message>
      <source>Give a name with --author: it is kept with the version</source>
      <translation>Give a name with --author: it is kept with the version</translation>
    </message>
    <message>
      <source>Give a number (12) or a first and a last one (12-20)</source>
      <translation>Give a number (12) or a first and a last one (12-20)</translation>
    </message>
    <message>
      <source>Give a number from 1 to 65535 with --port, 0 for any free one</source>
      <translation>Give a number from 1 to 65535 with --port, 0 for any free one</translation>
    </message>
    <message>
      <source>Give a number from 1 to {most} with --workers; as many as processors is usual</source>
      <translation>Give a number from 1 to {most} with --workers; as many as processors is usual</translation>
    </message>
    <message>
      <source>Give a prefix of digits or Latin letters, or the first and last number of a range, of one length</source>
      <translation>Give a prefix of digits or Latin letters, or the first and last number of a range, of one length</translation>
    </message>
    <message>
      <source>Give a text file in UTF-8, see cashier-app receipt words</source>
      <translation>Give a text file in UTF-8, see cashier-app receipt words</translation>
    </message>
    <message>
      <source>Give a whole number from 0 to 100</source>
      <translation>Give a whole number from 0 to 100</translation>
    </message>
    <message>
      <source>Give an account's id, a card number, a telephone or an e-mail of a member</source>
      <translation>Give an account's id, a card number, a telephone or an e-mail of a member</translation>
    </message>
    <message>
      <source>Give another folder with --out, or move the old files away</source>
      <translation>Give another folder with --out, or move the old files away</translation>
    </message>
    <message>
      <source>Give another one with --database: a store node begins empty</source>
      <translation>Give another one with --database: a store node begins empty</translation>
    </message>
    <message>
      <source>Give another period; a shift is exported after its Z report</source>
      <translation>Give another period; a shift is exported after its Z report</translation>
    </message>
    <message>
      <source>Give another port with --port (0: any free one) or another --host</source>
      <translation>Give another port with --port (0: any free one) or another --host</translation>
    </message>
    <message>
      <source>Give both: --certificate FILE --private-key FILE, or both settings of [node]</source>
      <translation>Give both: --certificate FILE --private-key FILE, or both settings of [node]</translation>
    </message>
    <message>
      <source>Give days with --from and --to, or ask the till without --server</source>
      <translation>Give days with --from and --to, or ask the till without --server</translation>
    </message>
    <message>
      <source>Give either --history FILE or --database URL</source>
      <translation>Give either --history FILE or --database URL</translation>
    </message>
    <message>
      <source>Give every printer a name of its own</source>
      <translation>Give every printer a name of its own</translation>
    </message>
    <message>
      <source>Give it as YYYY-MM-DD or DD.MM.YYYY, such as 2026-11-21</source>
      <translation>Give it as YYYY-MM-DD or DD.MM.YYYY, such as 2026-11-21</translation>
    </message>
    <message>
      <source>Give it as YYYY-MM-DD, such as 2026-11-21</source>
      <translation>Give it as YYYY-MM-DD, such as 2026-11-21</translation>
    </message>
    <message>
      <source>Give it to another role first</source>
      <translation>Give it to another role first</translation>
    </message>
    <message>
      <source>Give its number, such as 12, or last</source>
      <translation>Give its number, such as 12, or last</translation>
    </message>
    <message>
      <source>Give numbers, or --file with a number in the first cell of every row</source>
      <translation>Give numbers, or --file with a number in the first cell of every row</translation>
    </message>
    <message>
      <source>Give one version alone to try it out, or another moment with --at</source>
      <translation>Give one version alone to try it out, or another moment with --at</translation>
    </message>
    <message>
      <source>Give past receipts as CSV or as JSON lines; .gz is allowed</source>
      <translation>Give past receipts as CSV or as JSON lines; .gz is allowed</translation>
    </message>
    <message>
      <source>Give points to add, such as 150 or 12.5, or to take, such as -150</source>
      <translation>Give points to add, such as 150 or 12.5, or to take, such as -150</translation>
    </message>
    <message>
      <source>Give points to add, such as 150, or to take, such as -150</source>
      <translation>Give points to add, such as 150, or to take, such as -150</translation>
    </message>
    <message>
      <source>Give roubles and kopecks above zero, such as 99,90</source>
      <translation>Give roubles and kopecks above zero, such as 99,90</translation>
    </message>
    <message>
      <source>Give the address in the shop's own network with --host, or allow all of them with --every-address</source>
      <translation>Give the address in the shop's own network with --host, or allow all of them with --every-address</translation>
    </message>
    <message>
      <source>Give the address of the server that is written to</source>
      <translation>Give the address of the server that is written to</translation>
    </message>
    <message>
      <source>Give the earlier day first; ten years are the most</source>
      <translation>Give the earlier day first; ten years are the most</translation>
    </message>
    <message>
      <source>Give the file of a till's or of a server's database, or sqlite:////file</source>
      <translation>Give the file of a till's or of a server's database, or sqlite:////file</translation>
    </message>
    <message>
      <source>Give the level without --floor</source>
      <translation>Give the level without --floor</translation>
    </message>
    <message>
      <source>Give the number of a shift that was opened here</source>
      <translation>Give the number of a shift that was opened here</translation>
    </message>
    <message>
      <source>Give the others as files</source>
      <translation>Give the others as files</translation>
    </message>
    <message>
      <source>Give the till's user the right to write there</source>
      <translation>Give the till's user the right to write there</translation>
    </message>
    <message>
      <source>Go back and scan the card, or find the buyer by telephone</source>
      <translation>Go back and scan the card, or find the buyer by telephone</translation>
    </message>
    <message>
      <source>Go back to the receipt: it has been reckoned anew; tell the buyer the sum</source>
      <translation>Go back to the receipt: it has been reckoned anew; tell the buyer the sum</translation>
    </message>
    <message>
      <source>Go on with the next buyer</source>
      <translation>Go on with the next buyer</translation>
    </message>
    <message>
      <source>Goods of this receipt may have been returned at another till meanwhile</source>
      <translation>Goods of this receipt may have been returned at another till meanwhile</translation>
    </message>
    <message>
      <source>Install it: sudo apt install {package}</source>
      <translation>Install it: sudo apt install {package}</translation>
    </message>
    <message>
      <source>Install that version again, or restore a copy made before the update</source>
      <translation>Install that version again, or restore a copy made before the update</translation>
    </message>
    <message>
      <source>Install the till with its own libraries (SQLite {needed} or newer)</source>
      <translation>Install the till with its own libraries (SQLite {needed} or newer)</translation>
    </message>
    <message>
      <source>Install the till's package on this machine: cashier-app</source>
      <translation>Install the till's package on this machine: cashier-app</translation>
    </message>
    <message>
      <source>It goes on by itself where it stopped</source>
      <translation>It goes on by itself where it stopped</translation>
    </message>
    <message>
      <source>It has to be a PEM file with the key of the certificate</source>
      <translation>It has to be a PEM file with the key of the certificate</translation>
    </message>
    <message>
      <source>It has to be a PEM file: the server's certificate first, then those that lead to its CA</source>
      <translation>It has to be a PEM file: the server's certificate first, then those that lead to its CA</translation>
    </message>
    <message>
      <source>It is asked again by itself; the address is [updates] url</source>
      <translation>It is asked again by itself; the address is [updates] url</translation>
    </message>
    <message>
      <source>It is not known who does this</source>
      <translation>It is not known who does this</translation>
    </message>
    <message>
      <source>It is not known yet whether the card was charged</source>
      <translation>It is not known yet whether the card was charged</translation>
    </message>
    <message>
      <source>It is not known yet whether the last refund was made on the terminal</source>
      <translation>It is not known yet whether the last refund was made on the terminal</translation>
    </message>
    <message>
      <source>It is not said how much the gift card {card} holds</source>
      <translation>It is not said how much the gift card {card} holds</translation>
    </message>
    <message>
      <source>It is not said why the ledger is to be rebuilt</source>
      <translation>It is not said why the ledger is to be rebuilt</translation>
    </message>
    <message>
      <source>Its columns are: {columns}</source>
      <translation>Its columns are: {columns}</translation>
    </message>
    <message>
      <source>Its levels are: {levels}; “none” ends a level given by hand</source>
      <translation>Its levels are: {levels}; “none” ends a level given by hand</translation>
    </message>
    <message>
      <source>Its sheets are: {sheets}</source>
      <translation>Its sheets are: {sheets}</translation>
    </message>
    <message>
      <source>Keep one of the two keys in the section [administrator]</source>
      <translation>Keep one of the two keys in the section [administrator]</translation>
    </message>
    <message>
      <source>Leave --database out, or name a file</source>
      <translation>Leave --database out, or name a file</translation>
    </message>
    <message>
      <source>Leave --workers out, or keep the ledger in PostgreSQL: --database postgresql://…</source>
      <translation>Leave --workers out, or keep the ledger in PostgreSQL: --database postgresql://…</translation>
    </message>
    <message>
      <source>Leave the training mode first</source>
      <translation>Leave the training mode first</translation>
    </message>
    <message>
      <source>Let an administrator add people on the till's screen</source>
      <translation>Let an administrator add people on the till's screen</translation>
    </message>
    <message>
      <source>Let nobody but the server's user read it: chmod 600 {file}</source>
      <translation>Let nobody but the server's user read it: chmod 600 {file}</translation>
    </message>
    <message>
      <source>Let this user write the file, or write into it by hand: {lines}</source>
      <translation>Let this user write the file, or write into it by hand: {lines}</translation>
    </message>
    <message>
      <source>Log in to the desktop of this computer and start the till there</source>
      <translation>Log in to the desktop of this computer and start the till there</translation>
    </message>
    <message>
      <source>Log in with your PIN</source>
      <translation>Log in with your PIN</translation>
    </message>
    <message>
      <source>Look at the number and date on the slip, or search by the sum</source>
      <translation>Look at the number and date on the slip, or search by the sum</translation>
    </message>
    <message>
      <source>Look at the terminal's slip and say “approved” or “declined”</source>
      <translation>Look at the terminal's slip and say “approved” or “declined”</translation>
    </message>
    <message>
      <source>Look at what would go with --dry-run, then say --yes</source>
      <translation>Look at what would go with --dry-run, then say --yes</translation>
    </message>
    <message>
      <source>Look at {folder}: room, rights, the disk; copies on this machine are made on</source>
      <translation>Look at {folder}: room, rights, the disk; copies on this machine are made on</translation>
    </message>
    <message>
      <source>Look into the log of PostgreSQL, or call the person who looks after it</source>
      <translation>Look into the log of PostgreSQL, or call the person who looks after it</translation>
    </message>
    <message>
      <source>Look into {file}, then try again</source>
      <translation>Look into {file}, then try again</translation>
    </message>
    <message>
      <source>Make a code there with “cashier-app server pair --store-node”, and type “cashier-app server join CODE” here</source>
      <translation>Make a code there with “cashier-app server pair --store-node”, and type “cashier-app server join CODE” here</translation>
    </message>
    <message>
      <source>Make a new code with “cashier-app server pair” and type it within its time</source>
      <translation>Make a new code with “cashier-app server pair” and type it within its time</translation>
    </message>
    <message>
      <source>Make one on the central server with “cashier-app server pair --store-node”</source>
      <translation>Make one on the central server with “cashier-app server pair --store-node”</translation>
    </message>
    <message>
      <source>Make somebody else an administrator first</source>
      <translation>Make somebody else an administrator first</translation>
    </message>
    <message>
      <source>Make the database and its user first, as the README says, or correct --database</source>
      <translation>Make the database and its user first, as the README says, or correct --database</translation>
    </message>
    <message>
      <source>Make this user the owner of the database and of its tables</source>
      <translation>Make this user the owner of the database and of its tables</translation>
    </message>
    <message>
      <source>Mend the file, or move it away to start with the defaults</source>
      <translation>Mend the file, or move it away to start with the defaults</translation>
    </message>
    <message>
      <source>Mend the lines that are named</source>
      <translation>Mend the lines that are named</translation>
    </message>
    <message>
      <source>Mend what is said above and run the same command again</source>
      <translation>Mend what is said above and run the same command again</translation>
    </message>
    <message>
      <source>Name a folder or a ZIP file that is not there yet</source>
      <translation>Name a folder or a ZIP file that is not there yet</translation>
    </message>
    <message>
      <source>Name a printer in the settings: [[printers]]</source>
      <translation>Name a printer in the settings: [[printers]]</translation>
    </message>
    <message>
      <source>Name an active or blocked member</source>
      <translation>Name an active or blocked member</translation>
    </message>
    <message>
      <source>Name another file or folder, with room, that may be written</source>
      <translation>Name another file or folder, with room, that may be written</translation>
    </message>
    <message>
      <source>Name another folder with --output, or empty this one</source>
      <translation>Name another folder with --output, or empty this one</translation>
    </message>
    <message>
      <source>Name at least one with --members, --cards, --lots, --purchases or --coupons</source>
      <translation>Name at least one with --members, --cards, --lots, --purchases or --coupons</translation>
    </message>
    <message>
      <source>Name each file by the goods' barcode, article or id, such as 4600000000015.jpg</source>
      <translation>Name each file by the goods' barcode, article or id, such as 4600000000015.jpg</translation>
    </message>
    <message>
      <source>Name it in the mapping: [tables.{part}] columns. Its columns are: {columns}</source>
      <translation>Name it in the mapping: [tables.{part}] columns. Its columns are: {columns}</translation>
    </message>
    <message>
      <source>Name its folder with --home, or in the settings: [till] folder</source>
      <translation>Name its folder with --home, or in the settings: [till] folder</translation>
    </message>
    <message>
      <source>Name its place with --database or --home, or begin one with “programme publish”</source>
      <translation>Name its place with --database or --home, or begin one with “programme publish”</translation>
    </message>
    <message>
      <source>Name members, a file of theirs with --file, or a segment with --segment</source>
      <translation>Name members, a file of theirs with --file, or a segment with --segment</translation>
    </message>
    <message>
      <source>Name the card in the telephone by its number</source>
      <translation>Name the card in the telephone by its number</translation>
    </message>
    <message>
      <source>Name the card itself, or leave out --card to mean the whole account</source>
      <translation>Name the card itself, or leave out --card to mean the whole account</translation>
    </message>
    <message>
      <source>Name the person with --author: the name stands in the protocol</source>
      <translation>Name the person with --author: the name stands in the protocol</translation>
    </message>
    <message>
      <source>No buyer with this telephone is known at this till</source>
      <translation>No buyer with this telephone is known at this till</translation>
    </message>
    <message>
      <source>No card is on the receipt</source>
      <translation>No card is on the receipt</translation>
    </message>
    <message>
      <source>No card payment waits for an answer</source>
      <translation>No card payment waits for an answer</translation>
    </message>
    <message>
      <source>No card, telephone or e-mail is “{name}”</source>
      <translation>No card, telephone or e-mail is “{name}”</translation>
    </message>
    <message>
      <source>No connection: the gift card {card} cannot be spent at this till now</source>
      <translation>No connection: the gift card {card} cannot be spent at this till now</translation>
    </message>
    <message>
      <source>No discount can be given here</source>
      <translation>No discount can be given here</translation>
    </message>
    <message>
      <source>No file to migrate was given</source>
      <translation>No file to migrate was given</translation>
    </message>
    <message>
      <source>No gift card is being sold</source>
      <translation>No gift card is being sold</translation>
    </message>
    <message>
      <source>No gift card is named</source>
      <translation>No gift card is named</translation>
    </message>
    <message>
      <source>No gift card {card} is known</source>
      <translation>No gift card {card} is known</translation>
    </message>
    <message>
      <source>No goods have been taken back yet</source>
      <translation>No goods have been taken back yet</translation>
    </message>
    <message>
      <source>No goods wait for their weight</source>
      <translation>No goods wait for their weight</translation>
    </message>
    <message>
      <source>No loyalty programme is published yet</source>
      <translation>No loyalty programme is published yet</translation>
    </message>
    <message>
      <source>No member is named</source>
      <translation>No member is named</translation>
    </message>
    <message>
      <source>No payment is open</source>
      <translation>No payment is open</translation>
    </message>
    <message>
      <source>No points are named</source>
      <translation>No points are named</translation>
    </message>
    <message>
      <source>No receipt printer is set up</source>
      <translation>No receipt printer is set up</translation>
    </message>
    <message>
      <source>No record of the journal has the hash {hash}</source>
      <translation>No record of the journal has the hash {hash}</translation>
    </message>
    <message>
      <source>No refund waits for the terminal's answer</source>
      <translation>No refund waits for the terminal's answer</translation>
    </message>
    <message>
      <source>No rule of the programme takes the coupon “{coupon}”</source>
      <translation>No rule of the programme takes the coupon “{coupon}”</translation>
    </message>
    <message>
      <source>No shift is open</source>
      <translation>No shift is open</translation>
    </message>
    <message>
      <source>No shift was closed in this period</source>
      <translation>No shift was closed in this period</translation>
    </message>
    <message>
      <source>No till and no store node holds anything of {name}</source>
      <translation>No till and no store node holds anything of {name}</translation>
    </message>
    <message>
      <source>Nobody answers for this migration</source>
      <translation>Nobody answers for this migration</translation>
    </message>
    <message>
      <source>Nobody has a telephone or card with {digits}</source>
      <translation>Nobody has a telephone or card with {digits}</translation>
    </message>
    <message>
      <source>Nobody here has this badge</source>
      <translation>Nobody here has this badge</translation>
    </message>
    <message>
      <source>Nobody here may give more than {percent} % by hand</source>
      <translation>Nobody here may give more than {percent} % by hand</translation>
    </message>
    <message>
      <source>Nobody is known as “{name}”</source>
      <translation>Nobody is known as “{name}”</translation>
    </message>
    <message>
      <source>Nobody is logged in</source>
      <translation>Nobody is logged in</translation>
    </message>
    <message>
      <source>None of the programme versions given is in force for this buyer at {at}</source>
      <translation>None of the programme versions given is in force for this buyer at {at}</translation>
    </message>
    <message>
      <source>Not found: {code}</source>
      <translation>Not found: {code}</translation>
    </message>
    <message>
      <source>Nothing is chosen for the return</source>
      <translation>Nothing is chosen for the return</translation>
    </message>
    <message>
      <source>Nothing is chosen to return</source>
      <translation>Nothing is chosen to return</translation>
    </message>
    <message>
      <source>Nothing is left on the gift card {card}</source>
      <translation>Nothing is left on the gift card {card}</translation>
    </message>
    <message>
      <source>Nothing is left to pay with the gift card</source>
      <translation>Nothing is left to pay with the gift card</translation>
    </message>
    <message>
      <source>Nothing names the central server that this one is to join</source>
      <translation>Nothing names the central server that this one is to join</translation>
    </message>
    <message>
      <source>Nothing of members is led here: there is nothing to export</source>
      <translation>Nothing of members is led here: there is nothing to export</translation>
    </message>
    <message>
      <source>Nothing says where updates come from or whose signature they carry</source>
      <translation>Nothing says where updates come from or whose signature they carry</translation>
    </message>
    <message>
      <source>Nothing was changed. Copy or export the file again</source>
      <translation>Nothing was changed. Copy or export the file again</translation>
    </message>
    <message>
      <source>Nothing was changed. Copy or export the file again, without a password</source>
      <translation>Nothing was changed. Copy or export the file again, without a password</translation>
    </message>
    <message>
      <source>Nothing was changed. Export the file again</source>
      <translation>Nothing was changed. Export the file again</translation>
    </message>
    <message>
      <source>Nothing was changed. Export the file again without it</source>
      <translation>Nothing was changed. Export the file again without it</translation>
    </message>
    <message>
      <source>Nothing was changed. Free {megabytes} MB on the disk with {path}</source>
      <translation>Nothing was changed. Free {megabytes} MB on the disk with {path}</translation>
    </message>
    <message>
      <source>Nothing was changed. Give another file, ending in .csv or .json</source>
      <translation>Nothing was changed. Give another file, ending in .csv or .json</translation>
    </message>
    <message>
      <source>Nothing was changed. Give another folder with --output</source>
      <translation>Nothing was changed. Give another folder with --output</translation>
    </message>
    <message>
      <source>Nothing was changed. It can be started again at any time</source>
      <translation>Nothing was changed. It can be started again at any time</translation>
    </message>
    <message>
      <source>Nothing was changed. Take another copy: cashier-app restore --list</source>
      <translation>Nothing was changed. Take another copy: cashier-app restore --list</translation>
    </message>
    <message>
      <source>Nothing was changed. Take another copy: cashier-app server backup --list</source>
      <translation>Nothing was changed. Take another copy: cashier-app server backup --list</translation>
    </message>
    <message>
      <source>Nothing was changed: a restore has to be confirmed</source>
      <translation>Nothing was changed: a restore has to be confirmed</translation>
    </message>
    <message>
      <source>Nothing was changed: try again</source>
      <translation>Nothing was changed: try again</translation>
    </message>
    <message>
      <source>Nothing was computed. Correct the line and begin again</source>
      <translation>Nothing was computed. Correct the line and begin again</translation>
    </message>
    <message>
      <source>Nothing was written. Give another folder with --out</source>
      <translation>Nothing was written. Give another folder with --out</translation>
    </message>
    <message>
      <source>Nothing was written. Mend the files and rehearse them again</source>
      <translation>Nothing was written. Mend the files and rehearse them again</translation>
    </message>
    <message>
      <source>One of these is allowed, or a file {folder}/NAME.toml of your own: {choices}</source>
      <translation>One of these is allowed, or a file {folder}/NAME.toml of your own: {choices}</translation>
    </message>
    <message>
      <source>One of these is allowed: {choices}</source>
      <translation>One of these is allowed: {choices}</translation>
    </message>
    <message>
      <source>Only active members become one; unblock a blocked one first</source>
      <translation>Only active members become one; unblock a blocked one first</translation>
    </message>
    <message>
      <source>Only goods of the catalogue can be taken back: find them by name</source>
      <translation>Only goods of the catalogue can be taken back: find them by name</translation>
    </message>
    <message>
      <source>Only one of the documents can come from the standard input</source>
      <translation>Only one of the documents can come from the standard input</translation>
    </message>
    <message>
      <source>Only one process can serve tills over the file {place}</source>
      <translation>Only one process can serve tills over the file {place}</translation>
    </message>
    <message>
      <source>Only {free} points are free of the {asked} to be taken</source>
      <translation>Only {free} points are free of the {asked} to be taken</translation>
    </message>
    <message>
      <source>Open a shift first</source>
      <translation>Open a shift first</translation>
    </message>
    <message>
      <source>Open the payment and say whether the card was charged</source>
      <translation>Open the payment and say whether the card was charged</translation>
    </message>
    <message>
      <source>Open the receipt again: the server is asked what is left of it</source>
      <translation>Open the receipt again: the server is asked what is left of it</translation>
    </message>
    <message>
      <source>Operation {seq} of epoch {epoch} is not set aside</source>
      <translation>Operation {seq} of epoch {epoch} is not set aside</translation>
    </message>
    <message>
      <source>Plug in a USB stick with room, or free the disk, and touch it again</source>
      <translation>Plug in a USB stick with room, or free the disk, and touch it again</translation>
    </message>
    <message>
      <source>Plug in a USB stick with room, or name another folder in the settings</source>
      <translation>Plug in a USB stick with room, or name another folder in the settings</translation>
    </message>
    <message>
      <source>Plug the disk in or look at the network; copies on this machine are made on</source>
      <translation>Plug the disk in or look at the network; copies on this machine are made on</translation>
    </message>
    <message>
      <source>PostgreSQL at {place} can only be read: it is a copy of another server</source>
      <translation>PostgreSQL at {place} can only be read: it is a copy of another server</translation>
    </message>
    <message>
      <source>PostgreSQL at {place} cannot work: {reason}</source>
      <translation>PostgreSQL at {place} cannot work: {reason}</translation>
    </message>
    <message>
      <source>PostgreSQL at {place} does not accept this user with this password</source>
      <translation>PostgreSQL at {place} does not accept this user with this password</translation>
    </message>
    <message>
      <source>PostgreSQL at {place} does not let this user work with the tables: {reason}</source>
      <translation>PostgreSQL at {place} does not let this user work with the tables: {reason}</translation>
    </message>
    <message>
      <source>PostgreSQL at {place} has given a transaction up: {reason}</source>
      <translation>PostgreSQL at {place} has given a transaction up: {reason}</translation>
    </message>
    <message>
      <source>PostgreSQL at {place} refuses the connection: {reason}</source>
      <translation>PostgreSQL at {place} refuses the connection: {reason}</translation>
    </message>
    <message>
      <source>PostgreSQL {found} at {place} is too old</source>
      <translation>PostgreSQL {found} at {place} is too old</translation>
    </message>
    <message>
      <source>Press the points button again: the sum has been recalculated</source>
      <translation>Press the points button again: the sum has been recalculated</translation>
    </message>
    <message>
      <source>Publish another version for all of them first</source>
      <translation>Publish another version for all of them first</translation>
    </message>
    <message>
      <source>Publish one first: cashier-app programme publish FILE</source>
      <translation>Publish one first: cashier-app programme publish FILE</translation>
    </message>
    <message>
      <source>Put it aside and tell a manager: the price comes with the catalogue</source>
      <translation>Put it aside and tell a manager: the price comes with the catalogue</translation>
    </message>
    <message>
      <source>Put that right first</source>
      <translation>Put that right first</translation>
    </message>
    <message>
      <source>Put the file beside the answers file, or name it with its folder</source>
      <translation>Put the file beside the answers file, or name it with its folder</translation>
    </message>
    <message>
      <source>Put the goods on the scale and wait until the weight stands still</source>
      <translation>Put the goods on the scale and wait until the weight stands still</translation>
    </message>
    <message>
      <source>Put the next goods on the scale</source>
      <translation>Put the next goods on the scale</translation>
    </message>
    <message>
      <source>Read it with the version of the program that wrote it</source>
      <translation>Read it with the version of the program that wrote it</translation>
    </message>
    <message>
      <source>Remove one of them first</source>
      <translation>Remove one of them first</translation>
    </message>
    <message>
      <source>Remove the line instead</source>
      <translation>Remove the line instead</translation>
    </message>
    <message>
      <source>Return at most what is left</source>
      <translation>Return at most what is left</translation>
    </message>
    <message>
      <source>Run the same command without --write first and look at the control totals</source>
      <translation>Run the same command without --write first and look at the control totals</translation>
    </message>
    <message>
      <source>SQLite {found} is too old: it can damage the database</source>
      <translation>SQLite {found} is too old: it can damage the database</translation>
    </message>
    <message>
      <source>Save it as XLSX or CSV and give that file</source>
      <translation>Save it as XLSX or CSV and give that file</translation>
    </message>
    <message>
      <source>Save the goods as CSV or CommerceML and give that file</source>
      <translation>Save the goods as CSV or CommerceML and give that file</translation>
    </message>
    <message>
      <source>Save the receipts as CSV (UTF-8) or as JSON lines; .gz is allowed</source>
      <translation>Save the receipts as CSV (UTF-8) or as JSON lines; .gz is allowed</translation>
    </message>
    <message>
      <source>Say in a few words why cash is moved</source>
      <translation>Say in a few words why cash is moved</translation>
    </message>
    <message>
      <source>Say {other} too, or leave {key} out</source>
      <translation>Say {other} too, or leave {key} out</translation>
    </message>
    <message>
      <source>Scan a card of that sum, or add the other gift card as goods</source>
      <translation>Scan a card of that sum, or add the other gift card as goods</translation>
    </message>
    <message>
      <source>Scan a new card, or type the telephone number</source>
      <translation>Scan a new card, or type the telephone number</translation>
    </message>
    <message>
      <source>Scan a new loyalty card, or register by the telephone alone</source>
      <translation>Scan a new loyalty card, or register by the telephone alone</translation>
    </message>
    <message>
      <source>Scan another card</source>
      <translation>Scan another card</translation>
    </message>
    <message>
      <source>Scan goods that are sold by weight, or find them by name</source>
      <translation>Scan goods that are sold by weight, or find them by name</translation>
    </message>
    <message>
      <source>Scan it without a sum to take all of it, and take the rest by another payment</source>
      <translation>Scan it without a sum to take all of it, and take the rest by another payment</translation>
    </message>
    <message>
      <source>Scan the buyer's card first</source>
      <translation>Scan the buyer's card first</translation>
    </message>
    <message>
      <source>Scan the card again in a minute, or take another payment</source>
      <translation>Scan the card again in a minute, or take another payment</translation>
    </message>
    <message>
      <source>Scan the gift card itself, or leave it out</source>
      <translation>Scan the gift card itself, or leave it out</translation>
    </message>
    <message>
      <source>Scan the gift itself, or go on without it</source>
      <translation>Scan the gift itself, or go on without it</translation>
    </message>
    <message>
      <source>Scan the goods first</source>
      <translation>Scan the goods first</translation>
    </message>
    <message>
      <source>Scan what the buyer brings back</source>
      <translation>Scan what the buyer brings back</translation>
    </message>
    <message>
      <source>See “cashier-app member find” for the member's lots, or leave --lot out</source>
      <translation>See “cashier-app member find” for the member's lots, or leave --lot out</translation>
    </message>
    <message>
      <source>See “cashier-app member find” for who holds what</source>
      <translation>See “cashier-app member find” for who holds what</translation>
    </message>
    <message>
      <source>See “cashier-app restore --list”, or give the path of a file</source>
      <translation>See “cashier-app restore --list”, or give the path of a file</translation>
    </message>
    <message>
      <source>See “cashier-app server alarms” for their numbers</source>
      <translation>See “cashier-app server alarms” for their numbers</translation>
    </message>
    <message>
      <source>See “cashier-app server letters” for those that are</source>
      <translation>See “cashier-app server letters” for those that are</translation>
    </message>
    <message>
      <source>See “cashier-app server nodes” for both</source>
      <translation>See “cashier-app server nodes” for both</translation>
    </message>
    <message>
      <source>See “cashier-app server nodes” for their ids</source>
      <translation>See “cashier-app server nodes” for their ids</translation>
    </message>
    <message>
      <source>See “cashier-app server programme list” for the versions there are</source>
      <translation>See “cashier-app server programme list” for the versions there are</translation>
    </message>
    <message>
      <source>See “cashier-app update status”</source>
      <translation>See “cashier-app update status”</translation>
    </message>
    <message>
      <source>See “cashier-app update status” for those that are</source>
      <translation>See “cashier-app update status” for those that are</translation>
    </message>
    <message>
      <source>Sell without a card; an administrator pairs the till with its server</source>
      <translation>Sell without a card; an administrator pairs the till with its server</translation>
    </message>
    <message>
      <source>Set [node] releases, and put there what “cashier-app update sign” has made, as {folder}</source>
      <translation>Set [node] releases, and put there what “cashier-app update sign” has made, as {folder}</translation>
    </message>
    <message>
      <source>Set [updates] url and keys</source>
      <translation>Set [updates] url and keys</translation>
    </message>
    <message>
      <source>Set that variable, or give a line on the standard input</source>
      <translation>Set that variable, or give a line on the standard input</translation>
    </message>
    <message>
      <source>Set this machine's clock, or wait until the certificate's first day</source>
      <translation>Set this machine's clock, or wait until the certificate's first day</translation>
    </message>
    <message>
      <source>Set url in the section [server] of {file}, then try again</source>
      <translation>Set url in the section [server] of {file}, then try again</translation>
    </message>
    <message>
      <source>Shift {number} is still open</source>
      <translation>Shift {number} is still open</translation>
    </message>
    <message>
      <source>Somebody works at this till already</source>
      <translation>Somebody works at this till already</translation>
    </message>
    <message>
      <source>Something outside the till went wrong</source>
      <translation>Something outside the till went wrong</translation>
    </message>
    <message>
      <source>Start it on the desktop of this computer, not over a remote command line</source>
      <translation>Start it on the desktop of this computer, not over a remote command line</translation>
    </message>
    <message>
      <source>Start the till of this version once</source>
      <translation>Start the till of this version once</translation>
    </message>
    <message>
      <source>Stop it, then try again</source>
      <translation>Stop it, then try again</translation>
    </message>
    <message>
      <source>Switch it on and check its cable; take cash meanwhile</source>
      <translation>Switch it on and check its cable; take cash meanwhile</translation>
    </message>
    <message>
      <source>Switch to its window or close it; an import of goods ends by itself</source>
      <translation>Switch to its window or close it; an import of goods ends by itself</translation>
    </message>
    <message>
      <source>Take another payment</source>
      <translation>Take another payment</translation>
    </message>
    <message>
      <source>Take another payment for the rest</source>
      <translation>Take another payment for the rest</translation>
    </message>
    <message>
      <source>Take another payment, or scan the card again when the server answers</source>
      <translation>Take another payment, or scan the card again when the server answers</translation>
    </message>
    <message>
      <source>Take another payment; the head office knows why</source>
      <translation>Take another payment; the head office knows why</translation>
    </message>
    <message>
      <source>Take both from one issue; of several certificates the server's own is first</source>
      <translation>Take both from one issue; of several certificates the server's own is first</translation>
    </message>
    <message>
      <source>Take cash or a bank card; other goods can be sold on a receipt of their own</source>
      <translation>Take cash or a bank card; other goods can be sold on a receipt of their own</translation>
    </message>
    <message>
      <source>Take fewer goods back, or find the receipt</source>
      <translation>Take fewer goods back, or find the receipt</translation>
    </message>
    <message>
      <source>Take fewer, wait until tills give theirs back, or let the rest be owed with --owe</source>
      <translation>Take fewer, wait until tills give theirs back, or let the rest be owed with --owe</translation>
    </message>
    <message>
      <source>Take goods off it that are hardly sold</source>
      <translation>Take goods off it that are hardly sold</translation>
    </message>
    <message>
      <source>Take its weight, or leave it out, and scan again</source>
      <translation>Take its weight, or leave it out, and scan again</translation>
    </message>
    <message>
      <source>Take out at most that much</source>
      <translation>Take out at most that much</translation>
    </message>
    <message>
      <source>Take the badge away from {name} first, or scan another one</source>
      <translation>Take the badge away from {name} first, or scan another one</translation>
    </message>
    <message>
      <source>Take the card off the payment and scan it again: what is left is shown</source>
      <translation>Take the card off the payment and scan it again: what is left is shown</translation>
    </message>
    <message>
      <source>Take the rest of the sum; afterwards the goods can be returned</source>
      <translation>Take the rest of the sum; afterwards the goods can be returned</translation>
    </message>
    <message>
      <source>Take the variable away, or leave the key out</source>
      <translation>Take the variable away, or leave the key out</translation>
    </message>
    <message>
      <source>Take this variable away and start the till again: {variable}</source>
      <translation>Take this variable away and start the till again: {variable}</translation>
    </message>
    <message>
      <source>Take {missing} more, or pay a part by card</source>
      <translation>Take {missing} more, or pay a part by card</translation>
    </message>
    <message>
      <source>The PIN is wrong</source>
      <translation>The PIN is wrong</translation>
    </message>
    <message>
      <source>The PostgreSQL server at {place} cannot be reached: {reason}</source>
      <translation>The PostgreSQL server at {place} cannot be reached: {reason}</translation>
    </message>
    <message>
      <source>The account {account} can be neither blocked nor unblocked: it is {state}</source>
      <translation>The account {account} can be neither blocked nor unblocked: it is {state}</translation>
    </message>
    <message>
      <source>The account {account} cannot be merged: it is {state}</source>
      <translation>The account {account} cannot be merged: it is {state}</translation>
    </message>
    <message>
      <source>The account {account} has no person to forget: it is {state}</source>
      <translation>The account {account} has no person to forget: it is {state}</translation>
    </message>
    <message>
      <source>The buyer has not agreed to be registered</source>
      <translation>The buyer has not agreed to be registered</translation>
    </message>
    <message>
      <source>The buyer needs a card or a telephone number to be known by</source>
      <translation>The buyer needs a card or a telephone number to be known by</translation>
    </message>
    <message>
      <source>The card {card} cannot be used: {reason}</source>
      <translation>The card {card} cannot be used: {reason}</translation>
    </message>
    <message>
      <source>The certificate cannot be written into {folder}: {reason}</source>
      <translation>The certificate cannot be written into {folder}: {reason}</translation>
    </message>
    <message>
      <source>The certificate {file} cannot prove a server: {reason}</source>
      <translation>The certificate {file} cannot prove a server: {reason}</translation>
    </message>
    <message>
      <source>The certificate {file} has expired</source>
      <translation>The certificate {file} has expired</translation>
    </message>
    <message>
      <source>The certificate {file} is not valid yet</source>
      <translation>The certificate {file} is not valid yet</translation>
    </message>
    <message>
      <source>The copy of the database does not hold together: {reason}</source>
      <translation>The copy of the database does not hold together: {reason}</translation>
    </message>
    <message>
      <source>The database was made by a newer version of this program</source>
      <translation>The database was made by a newer version of this program</translation>
    </message>
    <message>
      <source>The demo's loyalty server did not start</source>
      <translation>The demo's loyalty server did not start</translation>
    </message>
    <message>
      <source>The disk is full: this was not saved</source>
      <translation>The disk is full: this was not saved</translation>
    </message>
    <message>
      <source>The disk of PostgreSQL at {place} is full: nothing was saved</source>
      <translation>The disk of PostgreSQL at {place} is full: nothing was saved</translation>
    </message>
    <message>
      <source>The document is wrong at {path}: {value}</source>
      <translation>The document is wrong at {path}: {value}</translation>
    </message>
    <message>
      <source>The download waits until nobody needs the till</source>
      <translation>The download waits until nobody needs the till</translation>
    </message>
    <message>
      <source>The file for support cannot be written into {folder}: {reason}</source>
      <translation>The file for support cannot be written into {folder}: {reason}</translation>
    </message>
    <message>
      <source>The file {file} cannot be written: {reason}</source>
      <translation>The file {file} cannot be written: {reason}</translation>
    </message>
    <message>
      <source>The files have no price type “{name}”</source>
      <translation>The files have no price type “{name}”</translation>
    </message>
    <message>
      <source>The first line of “{file}” does not name the columns: “{line}”</source>
      <translation>The first line of “{file}” does not name the columns: “{line}”</translation>
    </message>
    <message>
      <source>The gift card {card} can pay {most} here, not {sum}</source>
      <translation>The gift card {card} can pay {most} here, not {sum}</translation>
    </message>
    <message>
      <source>The gift card {card} cannot be returned: what it was sold for is not whole on it</source>
      <translation>The gift card {card} cannot be returned: what it was sold for is not whole on it</translation>
    </message>
    <message>
      <source>The gift card {card} has been sold already: {balance} is on it</source>
      <translation>The gift card {card} has been sold already: {balance} is on it</translation>
    </message>
    <message>
      <source>The gift card {card} has expired</source>
      <translation>The gift card {card} has expired</translation>
    </message>
    <message>
      <source>The gift card {card} is blocked</source>
      <translation>The gift card {card} is blocked</translation>
    </message>
    <message>
      <source>The gift card {card} is not active</source>
      <translation>The gift card {card} is not active</translation>
    </message>
    <message>
      <source>The gift card {card} is not known at this till, and there is no connection</source>
      <translation>The gift card {card} is not known at this till, and there is no connection</translation>
    </message>
    <message>
      <source>The gift card {card} is on this receipt already</source>
      <translation>The gift card {card} is on this receipt already</translation>
    </message>
    <message>
      <source>The gift card {card} pays for this receipt already</source>
      <translation>The gift card {card} pays for this receipt already</translation>
    </message>
    <message>
      <source>The gift card {card} was issued for {nominal}, not for {sum}</source>
      <translation>The gift card {card} was issued for {nominal}, not for {sum}</translation>
    </message>
    <message>
      <source>The goods were imported, but the report in “{file}” is not whole</source>
      <translation>The goods were imported, but the report in “{file}” is not whole</translation>
    </message>
    <message>
      <source>The head and foot of receipts come from the file {file}</source>
      <translation>The head and foot of receipts come from the file {file}</translation>
    </message>
    <message>
      <source>The import was stopped</source>
      <translation>The import was stopped</translation>
    </message>
    <message>
      <source>The in-store mask with prefix “{prefix}” does not describe a label</source>
      <translation>The in-store mask with prefix “{prefix}” does not describe a label</translation>
    </message>
    <message>
      <source>The journal cannot be written into {folder}: {reason}</source>
      <translation>The journal cannot be written into {folder}: {reason}</translation>
    </message>
    <message>
      <source>The level “{level}” is not earned by purchases and cannot be a floor</source>
      <translation>The level “{level}” is not earned by purchases and cannot be a floor</translation>
    </message>
    <message>
      <source>The logo {file} is not there, or no PNG picture of at most 4 MB</source>
      <translation>The logo {file} is not there, or no PNG picture of at most 4 MB</translation>
    </message>
    <message>
      <source>The loyalty programme is wrong at {path}: {value}</source>
      <translation>The loyalty programme is wrong at {path}: {value}</translation>
    </message>
    <message>
      <source>The loyalty programme of “{file}” is wrong at {path}: {value}</source>
      <translation>The loyalty programme of “{file}” is wrong at {path}: {value}</translation>
    </message>
    <message>
      <source>The mapping of the migration is wrong at {path}: {value}</source>
      <translation>The mapping of the migration is wrong at {path}: {value}</translation>
    </message>
    <message>
      <source>The mapping {file} cannot be read: {reason}</source>
      <translation>The mapping {file} cannot be read: {reason}</translation>
    </message>
    <message>
      <source>The mask of cards “{mask}” is not usable: {field} is “{value}”</source>
      <translation>The mask of cards “{mask}” is not usable: {field} is “{value}”</translation>
    </message>
    <message>
      <source>The member has no lot of points {lot} that is still alive</source>
      <translation>The member has no lot of points {lot} that is still alive</translation>
    </message>
    <message>
      <source>The member is wrong at {path}: {value}</source>
      <translation>The member is wrong at {path}: {value}</translation>
    </message>
    <message>
      <source>The members in {file} cannot be read: {reason}</source>
      <translation>The members in {file} cannot be read: {reason}</translation>
    </message>
    <message>
      <source>The money of the gift card {card} is held at another till or shop now</source>
      <translation>The money of the gift card {card} is held at another till or shop now</translation>
    </message>
    <message>
      <source>The notes and coins do not come to the sum counted</source>
      <translation>The notes and coins do not come to the sum counted</translation>
    </message>
    <message>
      <source>The payment terminal has not answered</source>
      <translation>The payment terminal has not answered</translation>
    </message>
    <message>
      <source>The payment terminal is off or cannot be reached</source>
      <translation>The payment terminal is off or cannot be reached</translation>
    </message>
    <message>
      <source>The personal data of a member would be gone for good</source>
      <translation>The personal data of a member would be gone for good</translation>
    </message>
    <message>
      <source>The place of updates does not give {name}: {reason}</source>
      <translation>The place of updates does not give {name}: {reason}</translation>
    </message>
    <message>
      <source>The points must be more than zero</source>
      <translation>The points must be more than zero</translation>
    </message>
    <message>
      <source>The points of the account {account} stay as they are: it is {state}</source>
      <translation>The points of the account {account} stay as they are: it is {state}</translation>
    </message>
    <message>
      <source>The port {address} does not work: {reason}</source>
      <translation>The port {address} does not work: {reason}</translation>
    </message>
    <message>
      <source>The private key {file} is locked by a password</source>
      <translation>The private key {file} is locked by a password</translation>
    </message>
    <message>
      <source>The private key {key} does not belong to the certificate {certificate}</source>
      <translation>The private key {key} does not belong to the certificate {certificate}</translation>
    </message>
    <message>
      <source>The programme allows none on these goods, or not below their cost</source>
      <translation>The programme allows none on these goods, or not below their cost</translation>
    </message>
    <message>
      <source>The programme has no level “{level}”</source>
      <translation>The programme has no level “{level}”</translation>
    </message>
    <message>
      <source>The quantity must be more than zero</source>
      <translation>The quantity must be more than zero</translation>
    </message>
    <message>
      <source>The quick page is full: {count} tiles</source>
      <translation>The quick page is full: {count} tiles</translation>
    </message>
    <message>
      <source>The real till's settings are not changed from the training mode</source>
      <translation>The real till's settings are not changed from the training mode</translation>
    </message>
    <message>
      <source>The reason for the return is missing or too long</source>
      <translation>The reason for the return is missing or too long</translation>
    </message>
    <message>
      <source>The reason is missing or too long</source>
      <translation>The reason is missing or too long</translation>
    </message>
    <message>
      <source>The receipt has no line {number}</source>
      <translation>The receipt has no line {number}</translation>
    </message>
    <message>
      <source>The receipt holds goods for buyers over {age}</source>
      <translation>The receipt holds goods for buyers over {age}</translation>
    </message>
    <message>
      <source>The receipt is empty</source>
      <translation>The receipt is empty</translation>
    </message>
    <message>
      <source>The receipt is wrong at {path}: {value}</source>
      <translation>The receipt is wrong at {path}: {value}</translation>
    </message>
    <message>
      <source>The receipt's template has mistakes: {count}</source>
      <translation>The receipt's template has mistakes: {count}</translation>
    </message>
    <message>
      <source>The receipt's template {file} cannot be read: {reason}</source>
      <translation>The receipt's template {file} cannot be read: {reason}</translation>
    </message>
    <message>
      <source>The rehearsal of these files found a control difference: see {file}</source>
      <translation>The rehearsal of these files found a control difference: see {file}</translation>
    </message>
    <message>
      <source>The report cannot be written into {folder}: {reason}</source>
      <translation>The report cannot be written into {folder}: {reason}</translation>
    </message>
    <message>
      <source>The report cannot be written to “{file}”</source>
      <translation>The report cannot be written to “{file}”</translation>
    </message>
    <message>
      <source>The reports cannot be written to {folder}: {reason}</source>
      <translation>The reports cannot be written to {folder}: {reason}</translation>
    </message>
    <message>
      <source>The results cannot be written to “{folder}”: {reason}</source>
      <translation>The results cannot be written to “{folder}”: {reason}</translation>
    </message>
    <message>
      <source>The scale has no weight to take</source>
      <translation>The scale has no weight to take</translation>
    </message>
    <message>
      <source>The screen “{name}” does not answer</source>
      <translation>The screen “{name}” does not answer</translation>
    </message>
    <message>
      <source>The second place for copies does not take them: {reason}</source>
      <translation>The second place for copies does not take them: {reason}</translation>
    </message>
    <message>
      <source>The second place for copies gives back something else than was written</source>
      <translation>The second place for copies gives back something else than was written</translation>
    </message>
    <message>
      <source>The second place for copies of the database is missing: {folder}</source>
      <translation>The second place for copies of the database is missing: {folder}</translation>
    </message>
    <message>
      <source>The server cannot listen on {host}:{port}: {reason}</source>
      <translation>The server cannot listen on {host}:{port}: {reason}</translation>
    </message>
    <message>
      <source>The server does not accept this pairing code: there is no such code, or it was used, or it is too old</source>
      <translation>The server does not accept this pairing code: there is no such code, or it was used, or it is too old</translation>
    </message>
    <message>
      <source>The server is asked for it; without a connection a manager can give the money</source>
      <translation>The server is asked for it; without a connection a manager can give the money</translation>
    </message>
    <message>
      <source>The server knows no till or shop “{name}”</source>
      <translation>The server knows no till or shop “{name}”</translation>
    </message>
    <message>
      <source>The server runs over {path}</source>
      <translation>The server runs over {path}</translation>
    </message>
    <message>
      <source>The server's package has no till and no windows</source>
      <translation>The server's package has no till and no windows</translation>
    </message>
    <message>
      <source>The settings file was changed, but a variable of the environment wins over it</source>
      <translation>The settings file was changed, but a variable of the environment wins over it</translation>
    </message>
    <message>
      <source>The settings in {source} are broken at line {line}, column {column}</source>
      <translation>The settings in {source} are broken at line {line}, column {column}</translation>
    </message>
    <message>
      <source>The settings in {source} are not a text in UTF-8</source>
      <translation>The settings in {source} are not a text in UTF-8</translation>
    </message>
    <message>
      <source>The settings in {source} cannot be read: {reason}</source>
      <translation>The settings in {source} cannot be read: {reason}</translation>
    </message>
    <message>
      <source>The settings in {source} cannot be written: {reason}</source>
      <translation>The settings in {source} cannot be written: {reason}</translation>
    </message>
    <message>
      <source>The settings name no loyalty server</source>
      <translation>The settings name no loyalty server</translation>
    </message>
    <message>
      <source>The sum must be more than zero</source>
      <translation>The sum must be more than zero</translation>
    </message>
    <message>
      <source>The sum of the gift card is missing</source>
      <translation>The sum of the gift card is missing</translation>
    </message>
    <message>
      <source>The system's library {library} is missing: windows cannot be shown</source>
      <translation>The system's library {library} is missing: windows cannot be shown</translation>
    </message>
    <message>
      <source>The terminal's reference number is missing</source>
      <translation>The terminal's reference number is missing</translation>
    </message>
    <message>
      <source>The till is already running on this computer (process {pid})</source>
      <translation>The till is already running on this computer (process {pid})</translation>
    </message>
    <message>
      <source>The till may not write to {path}</source>
      <translation>The till may not write to {path}</translation>
    </message>
    <message>
      <source>The till's database at {path} is of another version of the program</source>
      <translation>The till's database at {path} is of another version of the program</translation>
    </message>
    <message>
      <source>The till's database cannot be used: {reason}</source>
      <translation>The till's database cannot be used: {reason}</translation>
    </message>
    <message>
      <source>The till's database is damaged</source>
      <translation>The till's database is damaged</translation>
    </message>
    <message>
      <source>The update was refused: {reason}</source>
      <translation>The update was refused: {reason}</translation>
    </message>
    <message>
      <source>There cannot be {workers} worker processes</source>
      <translation>There cannot be {workers} worker processes</translation>
    </message>
    <message>
      <source>There is an open receipt on the screen</source>
      <translation>There is an open receipt on the screen</translation>
    </message>
    <message>
      <source>There is no Z report of shift {number}</source>
      <translation>There is no Z report of shift {number}</translation>
    </message>
    <message>
      <source>There is no active till {node}</source>
      <translation>There is no active till {node}</translation>
    </message>
    <message>
      <source>There is no alarm {number}</source>
      <translation>There is no alarm {number}</translation>
    </message>
    <message>
      <source>There is no answers file {file}</source>
      <translation>There is no answers file {file}</translation>
    </message>
    <message>
      <source>There is no card on this receipt</source>
      <translation>There is no card on this receipt</translation>
    </message>
    <message>
      <source>There is no change from a card: type at most the sum to pay</source>
      <translation>There is no change from a card: type at most the sum to pay</translation>
    </message>
    <message>
      <source>There is no copy {file}</source>
      <translation>There is no copy {file}</translation>
    </message>
    <message>
      <source>There is no database at {path}</source>
      <translation>There is no database at {path}</translation>
    </message>
    <message>
      <source>There is no encoding “{name}”</source>
      <translation>There is no encoding “{name}”</translation>
    </message>
    <message>
      <source>There is no file “{file}”</source>
      <translation>There is no file “{file}”</translation>
    </message>
    <message>
      <source>There is no node and no epoch {name}</source>
      <translation>There is no node and no epoch {name}</translation>
    </message>
    <message>
      <source>There is no port {port}</source>
      <translation>There is no port {port}</translation>
    </message>
    <message>
      <source>There is no registered buyer on this receipt</source>
      <translation>There is no registered buyer on this receipt</translation>
    </message>
    <message>
      <source>There is no report “{name}”</source>
      <translation>There is no report “{name}”</translation>
    </message>
    <message>
      <source>There is no room for the copy that is kept before the database is changed</source>
      <translation>There is no room for the copy that is kept before the database is changed</translation>
    </message>
    <message>
      <source>There is no room for the update: {needed} MB are needed, {free} MB are free</source>
      <translation>There is no room for the update: {needed} MB are needed, {free} MB are free</translation>
    </message>
    <message>
      <source>There is no screen to show the till on</source>
      <translation>There is no screen to show the till on</translation>
    </message>
    <message>
      <source>There is no server's database at {path}</source>
      <translation>There is no server's database at {path}</translation>
    </message>
    <message>
      <source>There is no such receipt at this till</source>
      <translation>There is no such receipt at this till</translation>
    </message>
    <message>
      <source>There is no such slip in the printer's queue</source>
      <translation>There is no such slip in the printer's queue</translation>
    </message>
    <message>
      <source>There is no till's database at {path}</source>
      <translation>There is no till's database at {path}</translation>
    </message>
    <message>
      <source>There is no till's database at {path} yet</source>
      <translation>There is no till's database at {path} yet</translation>
    </message>
    <message>
      <source>There is no version to go to</source>
      <translation>There is no version to go to</translation>
    </message>
    <message>
      <source>There is no version {version} in the folder of releases</source>
      <translation>There is no version {version} in the folder of releases</translation>
    </message>
    <message>
      <source>There is no version {version} of the programme to withdraw</source>
      <translation>There is no version {version} of the programme to withdraw</translation>
    </message>
    <message>
      <source>There is no “{path}”</source>
      <translation>There is no “{path}”</translation>
    </message>
    <message>
      <source>There is only {cash} in the drawer</source>
      <translation>There is only {cash} in the drawer</translation>
    </message>
    <message>
      <source>These keys are allowed there: {choices}</source>
      <translation>These keys are allowed there: {choices}</translation>
    </message>
    <message>
      <source>These points can no longer be spent at this till</source>
      <translation>These points can no longer be spent at this till</translation>
    </message>
    <message>
      <source>These very files have not been rehearsed with this mapping and programme</source>
      <translation>These very files have not been rehearsed with this mapping and programme</translation>
    </message>
    <message>
      <source>They have: {names}</source>
      <translation>They have: {names}</translation>
    </message>
    <message>
      <source>This PIN does not fit</source>
      <translation>This PIN does not fit</translation>
    </message>
    <message>
      <source>This card cannot be changed any more</source>
      <translation>This card cannot be changed any more</translation>
    </message>
    <message>
      <source>This database is a central server's: it has nodes or members of its own</source>
      <translation>This database is a central server's: it has nodes or members of its own</translation>
    </message>
    <message>
      <source>This form of a report cannot be printed here: {form}</source>
      <translation>This form of a report cannot be printed here: {form}</translation>
    </message>
    <message>
      <source>This gift cannot be added here</source>
      <translation>This gift cannot be added here</translation>
    </message>
    <message>
      <source>This is the PIN that you were given</source>
      <translation>This is the PIN that you were given</translation>
    </message>
    <message>
      <source>This needs a colleague's permission</source>
      <translation>This needs a colleague's permission</translation>
    </message>
    <message>
      <source>This pairing code is for a till, not for a store node</source>
      <translation>This pairing code is for a till, not for a store node</translation>
    </message>
    <message>
      <source>This receipt cannot be paid yet: {reason}</source>
      <translation>This receipt cannot be paid yet: {reason}</translation>
    </message>
    <message>
      <source>This receipt has been paid already</source>
      <translation>This receipt has been paid already</translation>
    </message>
    <message>
      <source>This receipt is another till's</source>
      <translation>This receipt is another till's</translation>
    </message>
    <message>
      <source>This receipt is no longer put aside</source>
      <translation>This receipt is no longer put aside</translation>
    </message>
    <message>
      <source>This server has not joined {url} yet</source>
      <translation>This server has not joined {url} yet</translation>
    </message>
    <message>
      <source>This server's database is in PostgreSQL ({url}): its copies are made there</source>
      <translation>This server's database is in PostgreSQL ({url}): its copies are made there</translation>
    </message>
    <message>
      <source>This sum cannot be taken from the gift card at this till any more</source>
      <translation>This sum cannot be taken from the gift card at this till any more</translation>
    </message>
    <message>
      <source>This till has had no shift {number}</source>
      <translation>This till has had no shift {number}</translation>
    </message>
    <message>
      <source>This till is not connected to the loyalty server yet</source>
      <translation>This till is not connected to the loyalty server yet</translation>
    </message>
    <message>
      <source>This till keeps no slip of the receipt {number}</source>
      <translation>This till keeps no slip of the receipt {number}</translation>
    </message>
    <message>
      <source>To sell it, add the gift card as goods first, then scan the card</source>
      <translation>To sell it, add the gift card as goods first, then scan the card</translation>
    </message>
    <message>
      <source>To undo a redemption, touch the points once more</source>
      <translation>To undo a redemption, touch the points once more</translation>
    </message>
    <message>
      <source>Too many wrong PINs</source>
      <translation>Too many wrong PINs</translation>
    </message>
    <message>
      <source>Touch Card first</source>
      <translation>Touch Card first</translation>
    </message>
    <message>
      <source>Touch Pay on the receipt</source>
      <translation>Touch Pay on the receipt</translation>
    </message>
    <message>
      <source>Touch a reason, or write a few words</source>
      <translation>Touch a reason, or write a few words</translation>
    </message>
    <message>
      <source>Touch one of the reasons</source>
      <translation>Touch one of the reasons</translation>
    </message>
    <message>
      <source>Touch the lines that the buyer brings back</source>
      <translation>Touch the lines that the buyer brings back</translation>
    </message>
    <message>
      <source>Type a name of at most 60 letters that nobody else here has</source>
      <translation>Type a name of at most 60 letters that nobody else here has</translation>
    </message>
    <message>
      <source>Type a price between 0 and that; dearer than its price tag nothing is sold</source>
      <translation>Type a price between 0 and that; dearer than its price tag nothing is sold</translation>
    </message>
    <message>
      <source>Type a sum from {minimum} to {maximum}</source>
      <translation>Type a sum from {minimum} to {maximum}</translation>
    </message>
    <message>
      <source>Type a whole number of pieces</source>
      <translation>Type a whole number of pieces</translation>
    </message>
    <message>
      <source>Type all eleven digits, for example 8 912 345-67-89</source>
      <translation>Type all eleven digits, for example 8 912 345-67-89</translation>
    </message>
    <message>
      <source>Type at most {maximum}</source>
      <translation>Type at most {maximum}</translation>
    </message>
    <message>
      <source>Type day and month, for example 24.11, or leave it empty</source>
      <translation>Type day and month, for example 24.11, or leave it empty</translation>
    </message>
    <message>
      <source>Type from 0 to 99</source>
      <translation>Type from 0 to 99</translation>
    </message>
    <message>
      <source>Type how many there are: a whole number up to {maximum}</source>
      <translation>Type how many there are: a whole number up to {maximum}</translation>
    </message>
    <message>
      <source>Type it again; after five mistakes the till waits</source>
      <translation>Type it again; after five mistakes the till waits</translation>
    </message>
    <message>
      <source>Type it as 21.11 or 21.11.2026; an empty field is today</source>
      <translation>Type it as 21.11 or 21.11.2026; an empty field is today</translation>
    </message>
    <message>
      <source>Type it, at most {longest} letters</source>
      <translation>Type it, at most {longest} letters</translation>
    </message>
    <message>
      <source>Type its letters and digits, at most {longest}</source>
      <translation>Type its letters and digits, at most {longest}</translation>
    </message>
    <message>
      <source>Type less than that; 0 takes the discount away</source>
      <translation>Type less than that; 0 takes the discount away</translation>
    </message>
    <message>
      <source>Type less, or have the limit in the settings raised</source>
      <translation>Type less, or have the limit in the settings raised</translation>
    </message>
    <message>
      <source>Type the PIN, or ask an administrator to register the badge</source>
      <translation>Type the PIN, or ask an administrator to register the badge</translation>
    </message>
    <message>
      <source>Type the name, for example: Anna Kuznetsova, at most {longest} letters, or leave it empty</source>
      <translation>Type the name, for example: Anna Kuznetsova, at most {longest} letters, or leave it empty</translation>
    </message>
    <message>
      <source>Type the number printed on the slip: 1 to 30 letters and digits</source>
      <translation>Type the number printed on the slip: 1 to 30 letters and digits</translation>
    </message>
    <message>
      <source>Type the number printed on the terminal's slip: letters and digits</source>
      <translation>Type the number printed on the terminal's slip: letters and digits</translation>
    </message>
    <message>
      <source>Type the sum in roubles, then scan the card</source>
      <translation>Type the sum in roubles, then scan the card</translation>
    </message>
    <message>
      <source>Type the sum that is put in or taken out</source>
      <translation>Type the sum that is put in or taken out</translation>
    </message>
    <message>
      <source>Type the whole telephone number, or scan the card</source>
      <translation>Type the whole telephone number, or scan the card</translation>
    </message>
    <message>
      <source>Type what the buyer pays</source>
      <translation>Type what the buyer pays</translation>
    </message>
    <message>
      <source>Unlock it (openssl pkey -in {file} -out NEW) and let nobody but the server read the new file</source>
      <translation>Unlock it (openssl pkey -in {file} -out NEW) and let nobody but the server read the new file</translation>
    </message>
    <message>
      <source>Use pg_dump or pgBackRest; after putting one back say “cashier-app server restored”</source>
      <translation>Use pg_dump or pgBackRest; after putting one back say “cashier-app server restored”</translation>
    </message>
    <message>
      <source>Use utf-8, windows-1251 or cp866, or leave the option out</source>
      <translation>Use utf-8, windows-1251 or cp866, or leave the option out</translation>
    </message>
    <message>
      <source>Version {needed} or newer is needed</source>
      <translation>Version {needed} or newer is needed</translation>
    </message>
    <message>
      <source>Version {version} cannot be put in here: {reason}</source>
      <translation>Version {version} cannot be put in here: {reason}</translation>
    </message>
    <message>
      <source>Version {version} is not on this machine</source>
      <translation>Version {version} is not on this machine</translation>
    </message>
    <message>
      <source>Version {version} is the only one that all buyers see: it cannot be withdrawn</source>
      <translation>Version {version} is the only one that all buyers see: it cannot be withdrawn</translation>
    </message>
    <message>
      <source>Version {version} of the programme is already published with another content</source>
      <translation>Version {version} of the programme is already published with another content</translation>
    </message>
    <message>
      <source>Wait until it is done, then try again; tills do so by themselves</source>
      <translation>Wait until it is done, then try again; tills do so by themselves</translation>
    </message>
    <message>
      <source>Wait {seconds} s, or ask an administrator</source>
      <translation>Wait {seconds} s, or ask an administrator</translation>
    </message>
    <message>
      <source>What lies on the scale has been weighed already</source>
      <translation>What lies on the scale has been weighed already</translation>
    </message>
    <message>
      <source>What “{name}” tells is not known here</source>
      <translation>What “{name}” tells is not known here</translation>
    </message>
    <message>
      <source>Which shifts are to be exported is not said</source>
      <translation>Which shifts are to be exported is not said</translation>
    </message>
    <message>
      <source>Without a receipt at most {most} may be given back, not {sum}</source>
      <translation>Without a receipt at most {most} may be given back, not {sum}</translation>
    </message>
    <message>
      <source>Without it nobody could let people in or put anything right again</source>
      <translation>Without it nobody could let people in or put anything right again</translation>
    </message>
    <message>
      <source>Write GROUP=LEVEL with one of these levels: {levels}</source>
      <translation>Write GROUP=LEVEL with one of these levels: {levels}</translation>
    </message>
    <message>
      <source>Write it off at the central server</source>
      <translation>Write it off at the central server</translation>
    </message>
    <message>
      <source>Write this into it by hand: {lines}</source>
      <translation>Write this into it by hand: {lines}</translation>
    </message>
    <message>
      <source>true or false is allowed</source>
      <translation>true or false is allowed</translation>
    </message>
    <message>
      <source>{advice}</source>
      <translation>{advice}</translation>
    </message>
    <message>
      <source>{amount} by card is more than the {due} to pay</source>
      <translation>{amount} by card is more than the {due} to pay</translation>
    </message>
    <message>
      <source>{file} cannot be read: {reason}</source>
      <translation>{file} cannot be read: {reason}</translation>
    </message>
    <message>
      <source>{file} cannot be written: {reason}</source>
      <translation>{file} cannot be written: {reason}</translation>
    </message>
    <message>
      <source>{file} cannot serve as the signing key: {reason}</source>
      <translation>{file} cannot serve as the signing key: {reason}</translation>
    </message>
    <message>
      <source>{file} has errors: {count}. Nothing was changed</source>
      <translation>{file} has errors: {count}. Nothing was changed</translation>
    </message>
    <message>
      <source>{file} holds no certificate</source>
      <translation>{file} holds no certificate</translation>
    </message>
    <message>
      <source>{file} holds no private key</source>
      <translation>{file} holds no private key</translation>
    </message>
    <message>
      <source>{file} is no copy of a server's database, or it is damaged: {reason}</source>
      <translation>{file} is no copy of a server's database, or it is damaged: {reason}</translation>
    </message>
    <message>
      <source>{file} is no copy of a till's database, or it is damaged: {reason}</source>
      <translation>{file} is no copy of a till's database, or it is damaged: {reason}</translation>
    </message>
    <message>
      <source>{file} is there already, and tills may trust it</source>
      <translation>{file} is there already, and tills may trust it</translation>
    </message>
    <message>
      <source>{folder} is not empty</source>
      <translation>{folder} is not empty</translation>
    </message>
    <message>
      <source>{host} means every address of this machine, also one that strangers reach</source>
      <translation>{host} means every address of this machine, also one that strangers reach</translation>
    </message>
    <message>
      <source>{name} has this badge already</source>
      <translation>{name} has this badge already</translation>
    </message>
    <message>
      <source>{name} is this store node itself</source>
      <translation>{name} is this store node itself</translation>
    </message>
    <message>
      <source>{option} “{value}” does not fit</source>
      <translation>{option} “{value}” does not fit</translation>
    </message>
    <message>
      <source>{path} is neither a till's nor a server's database</source>
      <translation>{path} is neither a till's nor a server's database</translation>
    </message>
    <message>
      <source>{path} is there already</source>
      <translation>{path} is there already</translation>
    </message>
    <message>
      <source>{path}: receipt {receipt} cannot be read: {what}</source>
      <translation>{path}: receipt {receipt} cannot be read: {what}</translation>
    </message>
    <message>
      <source>{percent} is not a share of the tills</source>
      <translation>{percent} is not a share of the tills</translation>
    </message>
    <message>
      <source>{place}: “{card}” is no gift card's number, or “{nominal}” no sum</source>
      <translation>{place}: “{card}” is no gift card's number, or “{nominal}” no sum</translation>
    </message>
    <message>
      <source>{rule}: no hour of sale is set for it; ask a manager</source>
      <translation>{rule}: no hour of sale is set for it; ask a manager</translation>
    </message>
    <message>
      <source>{rule}: the sale is allowed again from {until}</source>
      <translation>{rule}: the sale is allowed again from {until}</translation>
    </message>
    <message>
      <source>{source} is written in a way that the till does not change by itself</source>
      <translation>{source} is written in a way that the till does not change by itself</translation>
    </message>
    <message>
      <source>{source}: the administrator needs pin or pin_hash, and not both</source>
      <translation>{source}: the administrator needs pin or pin_hash, and not both</translation>
    </message>
    <message>
      <source>{source}: the setting {key} is missing</source>
      <translation>{source}: the setting {key} is missing</translation>
    </message>
    <message>
      <source>{source}: there is no setting {key}</source>
      <translation>{source}: there is no setting {key}</translation>
    </message>
    <message>
      <source>{source}: {key} = {value} brings nothing</source>
      <translation>{source}: {key} = {value} brings nothing</translation>
    </message>
    <message>
      <source>{source}: {key} = {value} cannot be read: {reason}</source>
      <translation>{source}: {key} = {value} cannot be read: {reason}</translation>
    </message>
    <message>
      <source>{source}: {key} = {value} does not fit</source>
      <translation>{source}: {key} = {value} does not fit</translation>
    </message>
    <message>
      <source>{source}: {key} = {value} holds no certificate</source>
      <translation>{source}: {key} = {value} holds no certificate</translation>
    </message>
    <message>
      <source>{source}: {key} = {value} is no printer profile</source>
      <translation>{source}: {key} = {value} is no printer profile</translation>
    </message>
    <message>
      <source>{source}: {key} = {value} is no valid programme</source>
      <translation>{source}: {key} = {value} is no valid programme</translation>
    </message>
    <message>
      <source>{source}: {key} = {value} is there twice</source>
      <translation>{source}: {key} = {value} is there twice</translation>
    </message>
    <message>
      <source>{source}: {key} = {value}, but the profile {profile} has no such paper</source>
      <translation>{source}: {key} = {value}, but the profile {profile} has no such paper</translation>
    </message>
    <message>
      <source>{source}: {key} = {value}, but the variable {variable} wins over the settings</source>
      <translation>{source}: {key} = {value}, but the variable {variable} wins over the settings</translation>
    </message>
    <message>
      <source>{source}: {key} does not fit</source>
      <translation>{source}: {key} does not fit</translation>
    </message>
    <message>
      <source>{source}: {key} needs {other}</source>
      <translation>{source}: {key} needs {other}</translation>
    </message>
    <message>
      <source>{sum} cannot be taken off: it costs {cost}</source>
      <translation>{sum} cannot be taken off: it costs {cost}</translation>
    </message>
    <message>
      <source>{tendered} in cash is less than the {due} to pay</source>
      <translation>{tendered} in cash is less than the {due} to pay</translation>
    </message>
    <message>
      <source>{trouble} ({url})</source>
      <translation>{trouble} ({url})</translation>
    </message>
    <message>
      <source>{what} is registered already: {who}</source>
      <translation>{what} is registered already: {who}</translation>
    </message>
    <message>
      <source>“cashier-app config --describe” shows every key with an example</source>
      <translation>“cashier-app config --describe” shows every key with an example</translation>
    </message>
    <message>
      <source>“cashier-app programme validate FILE” says every error</source>
      <translation>“cashier-app programme validate FILE” says every error</translation>
    </message>
    <message>
      <source>“cashier-app provision --describe” prints one with every key</source>
      <translation>“cashier-app provision --describe” prints one with every key</translation>
    </message>
    <message>
      <source>“cashier-app provision --hash-pin” prints what belongs here</source>
      <translation>“cashier-app provision --hash-pin” prints what belongs here</translation>
    </message>
    <message>
      <source>“cashier-app report list” shows all of them</source>
      <translation>“cashier-app report list” shows all of them</translation>
    </message>
    <message>
      <source>“cashier-app server nodes” shows all of them</source>
      <translation>“cashier-app server nodes” shows all of them</translation>
    </message>
    <message>
      <source>“cashier-app update keygen FILE” makes one</source>
      <translation>“cashier-app update keygen FILE” makes one</translation>
    </message>
    <message>
      <source>“{code}” is not a loyalty card of this shop</source>
      <translation>“{code}” is not a loyalty card of this shop</translation>
    </message>
    <message>
      <source>“{code}” is not a product of this shop</source>
      <translation>“{code}” is not a product of this shop</translation>
    </message>
    <message>
      <source>“{file}” cannot be read as a picture</source>
      <translation>“{file}” cannot be read as a picture</translation>
    </message>
    <message>
      <source>“{file}” cannot be read or unpacked</source>
      <translation>“{file}” cannot be read or unpacked</translation>
    </message>
    <message>
      <source>“{file}” cannot be read: {what}</source>
      <translation>“{file}” cannot be read: {what}</translation>
    </message>
    <message>
      <source>“{file}” declares a DOCTYPE (line {line}), which can hide an attack</source>
      <translation>“{file}” declares a DOCTYPE (line {line}), which can hide an attack</translation>
    </message>
    <message>
      <source>“{file}” ends in the middle, at line {line}, column {column}</source>
      <translation>“{file}” ends in the middle, at line {line}, column {column}</translation>
    </message>
    <message>
      <source>“{file}” has no column for {field}</source>
      <translation>“{file}” has no column for {field}</translation>
    </message>
    <message>
      <source>“{file}” has no column for “{column}”; its columns are: {columns}</source>
      <translation>“{file}” has no column for “{column}”; its columns are: {columns}</translation>
    </message>
    <message>
      <source>“{file}” has no column “{column}”</source>
      <translation>“{file}” has no column “{column}”</translation>
    </message>
    <message>
      <source>“{file}” has no sheet “{sheet}”</source>
      <translation>“{file}” has no sheet “{sheet}”</translation>
    </message>
    <message>
      <source>“{file}” holds no prices</source>
      <translation>“{file}” holds no prices</translation>
    </message>
    <message>
      <source>“{file}” holds no receipt that could be replayed: {rows} rows were read</source>
      <translation>“{file}” holds no receipt that could be replayed: {rows} rows were read</translation>
    </message>
    <message>
      <source>“{file}” is broken at line {line}, column {column}</source>
      <translation>“{file}” is broken at line {line}, column {column}</translation>
    </message>
    <message>
      <source>“{file}” is neither CSV nor JSON lines</source>
      <translation>“{file}” is neither CSV nor JSON lines</translation>
    </message>
    <message>
      <source>“{file}” is not written in {name}</source>
      <translation>“{file}” is not written in {name}</translation>
    </message>
    <message>
      <source>“{file}” would unpack to more than {gigabytes} GB</source>
      <translation>“{file}” would unpack to more than {gigabytes} GB</translation>
    </message>
    <message>
      <source>“{file}”, line {line}: a quotation mark is opened and not closed</source>
      <translation>“{file}”, line {line}: a quotation mark is opened and not closed</translation>
    </message>
    <message>
      <source>“{file}”, line {row}, column “{column}”: “{value}” does not fit</source>
      <translation>“{file}”, line {row}, column “{column}”: “{value}” does not fit</translation>
    </message>
    <message>
      <source>“{file}”, line {row}, {path}: {value} does not fit</source>
      <translation>“{file}”, line {row}, {path}: {value} does not fit</translation>
    </message>
    <message>
      <source>“{file}”, line {row}: {what}</source>
      <translation>“{file}”, line {row}: {what}</translation>
    </message>
    <message>
      <source>“{folder}” holds no PNG or JPEG files</source>
      <translation>“{folder}” holds no PNG or JPEG files</translation>
    </message>
    <message>
      <source>“{name}” cannot be a buyer's name</source>
      <translation>“{name}” cannot be a buyer's name</translation>
    </message>
    <message>
      <source>“{name}” cannot be a colleague's name</source>
      <translation>“{name}” cannot be a colleague's name</translation>
    </message>
    <message>
      <source>“{name}” has no price</source>
      <translation>“{name}” has no price</translation>
    </message>
    <message>
      <source>“{name}” has to be weighed first</source>
      <translation>“{name}” has to be weighed first</translation>
    </message>
    <message>
      <source>“{name}” is a gift card: one piece at its full price</source>
      <translation>“{name}” is a gift card: one piece at its full price</translation>
    </message>
    <message>
      <source>“{name}” is no card of a member</source>
      <translation>“{name}” is no card of a member</translation>
    </message>
    <message>
      <source>“{name}” is sold by the piece: {value} is not a whole number</source>
      <translation>“{name}” is sold by the piece: {value} is not a whole number</translation>
    </message>
    <message>
      <source>“{name}” is the last administrator</source>
      <translation>“{name}” is the last administrator</translation>
    </message>
    <message>
      <source>“{name}” may not be sold</source>
      <translation>“{name}” may not be sold</translation>
    </message>
    <message>
      <source>“{name}” may not be sold at this hour</source>
      <translation>“{name}” may not be sold at this hour</translation>
    </message>
    <message>
      <source>“{name}” waits for its card</source>
      <translation>“{name}” waits for its card</translation>
    </message>
    <message>
      <source>“{name}”: {asked} cannot be returned, {left} is left of what was sold</source>
      <translation>“{name}”: {asked} cannot be returned, {left} is left of what was sold</translation>
    </message>
    <message>
      <source>“{name}”: {quantity} is too much for one line</source>
      <translation>“{name}”: {quantity} is too much for one line</translation>
    </message>
    <message>
      <source>“{path}” holds no goods and no offers</source>
      <translation>“{path}” holds no goods and no offers</translation>
    </message>
    <message>
      <source>“{path}” holds orders, not a catalogue</source>
      <translation>“{path}” holds orders, not a catalogue</translation>
    </message>
    <message>
      <source>“{path}” is a workbook of an old kind (XLS)</source>
      <translation>“{path}” is a workbook of an old kind (XLS)</translation>
    </message>
    <message>
      <source>“{path}” is empty</source>
      <translation>“{path}” is empty</translation>
    </message>
    <message>
      <source>“{path}” is neither a file nor a folder</source>
      <translation>“{path}” is neither a file nor a folder</translation>
    </message>
    <message>
      <source>“{path}” is neither a table nor CommerceML</source>
      <translation>“{path}” is neither a table nor CommerceML</translation>
    </message>
    <message>
      <source>“{right}” stays with the role “{role}”</source>
      <translation>“{right}” stays with the role “{role}”</translation>
    </message>
    <message>
      <source>“{right}” would be nobody's right</source>
      <translation>“{right}” would be nobody's right</translation>
    </message>
    <message>
      <source>“{text}” is not a birthday</source>
      <translation>“{text}” is not a birthday</translation>
    </message>
    <message>
      <source>“{text}” is not a day</source>
      <translation>“{text}” is not a day</translation>
    </message>
    <message>
      <source>“{text}” is not a number of notes or coins</source>
      <translation>“{text}” is not a number of notes or coins</translation>
    </message>
    <message>
      <source>“{text}” is not a promo code</source>
      <translation>“{text}” is not a promo code</translation>
    </message>
    <message>
      <source>“{text}” is not a whole telephone number</source>
      <translation>“{text}” is not a whole telephone number</translation>
    </message>
    <message>
      <source>“{url}” is not a database this server can use</source>
      <translation>“{url}” is not a database this server can use</translation>
    </message>
    <message>
      <source>“{value}” does not say which level a group means</source>
      <translation>“{value}” does not say which level a group means</translation>
    </message>
    <message>
      <source>“{value}” is neither a shift nor shifts</source>
      <translation>“{value}” is neither a shift nor shifts</translation>
    </message>
    <message>
      <source>“{value}” is no number of points</source>
      <translation>“{value}” is no number of points</translation>
    </message>
    <message>
      <source>“{value}” is not a day</source>
      <translation>“{value}” is not a day</translation>
    </message>
    <message>
      <source>“{value}” is not a moment</source>
      <translation>“{value}” is not a moment</translation>
    </message>
    <message>
      <source>“{value}” is not a number from a terminal's slip</source>
      <translation>“{value}” is not a number from a terminal's slip</translation>
    </message>
    <message>
      <source>“{value}” is not a number that fits here</source>
      <translation>“{value}” is not a number that fits here</translation>
    </message>
    <message>
      <source>“{value}” is not a price</source>
      <translation>“{value}” is not a price</translation>
    </message>
    <message>
      <source>“{value}” is not a shift</source>
      <translation>“{value}” is not a shift</translation>
    </message>
  </context>
  <context>
    <name>explain</name>
    <message>
      <source>A gift is earned and not on the receipt yet: {name}, {quantity} at {price}</source>
      <translation>A gift is earned and not on the receipt yet: {name}, {quantity} at {price}</translation>
    </message>
    <message>
      <source>A redemption of this size has to be confirmed</source>
      <translation>A redemption of this size has to be confirmed</translation>
    </message>
    <message>
      <source>Can be redeemed: {points}</source>
      <translation>Can be redeemed: {points}</translation>
    </message>
    <message>
      <source>Earns {points}: {name}</source>
      <translation>Earns {points}: {name}</translation>
    </message>
    <message>
      <source>Gives a coupon: {name}</source>
      <translation>Gives a coupon: {name}</translation>
    </message>
    <message>
      <source>In all {base}, discounts {discount}, points {redeemed}, to pay {to_pay}</source>
      <translation>In all {base}, discounts {discount}, points {redeemed}, to pay {to_pay}</translation>
    </message>
    <message>
      <source>Level: {level}</source>
      <translation>Level: {level}</translation>
    </message>
    <message>
      <source>Limit of the redemption: {limit}</source>
      <translation>Limit of the redemption: {limit}</translation>
    </message>
    <message>
      <source>Line {number}, {name}: {quantity} × {price} = {base}</source>
      <translation>Line {number}, {name}: {quantity} × {price} = {base}</translation>
    </message>
    <message>
      <source>Line {number}: earns {points}</source>
      <translation>Line {number}: earns {points}</translation>
    </message>
    <message>
      <source>Line {number}: to pay {amount}</source>
      <translation>Line {number}: to pay {amount}</translation>
    </message>
    <message>
      <source>Line {number}: {name} {amount}</source>
      <translation>Line {number}: {name} {amount}</translation>
    </message>
    <message>
      <source>Promo code {code} works: {name}</source>
      <translation>Promo code {code} works: {name}</translation>
    </message>
    <message>
      <source>Promo code {code}: {reason}</source>
      <translation>Promo code {code}: {reason}</translation>
    </message>
    <message>
      <source>Redeemed {points}, that is {amount}</source>
      <translation>Redeemed {points}, that is {amount}</translation>
    </message>
    <message>
      <source>Rule “{name}” gives nothing: {reason}</source>
      <translation>Rule “{name}” gives nothing: {reason}</translation>
    </message>
    <message>
      <source>The buyer is offered a card, with {points}</source>
      <translation>The buyer is offered a card, with {points}</translation>
    </message>
    <message>
      <source>Version {version} starts on {date}: this is how it will be</source>
      <translation>Version {version} starts on {date}: this is how it will be</translation>
    </message>
    <message>
      <source>a better price was found</source>
      <translation>a better price was found</translation>
    </message>
    <message>
      <source>at once</source>
      <translation>at once</translation>
    </message>
    <message>
      <source>discount by hand</source>
      <translation>discount by hand</translation>
    </message>
    <message>
      <source>from {moment}</source>
      <translation>from {moment}</translation>
    </message>
    <message>
      <source>how much is left of it only the server knows</source>
      <translation>how much is left of it only the server knows</translation>
    </message>
    <message>
      <source>its limit is used up</source>
      <translation>its limit is used up</translation>
    </message>
    <message>
      <source>its promo code was not given</source>
      <translation>its promo code was not given</translation>
    </message>
    <message>
      <source>nothing is left that it could change</source>
      <translation>nothing is left that it could change</translation>
    </message>
    <message>
      <source>until {moment}</source>
      <translation>until {moment}</translation>
    </message>
  </context>
  <context>
    <name>first_person</name>
    <message>
      <source>1. Type your name as it shall stand on receipts.</source>
      <translation>1. Type your name as it shall stand on receipts.</translation>
    </message>
    <message>
      <source>2. Choose a PIN of 4 to 8 digits, and type it.</source>
      <translation>2. Choose a PIN of 4 to 8 digits, and type it.</translation>
    </message>
    <message>
      <source>3. Type the PIN once more.</source>
      <translation>3. Type the PIN once more.</translation>
    </message>
    <message>
      <source>From the beginning</source>
      <translation>From the beginning</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>Next</translation>
    </message>
    <message>
      <source>Nobody is known here yet. Whoever comes first becomes the administrator and adds the others.</source>
      <translation>Nobody is known here yet. Whoever comes first becomes the administrator and adds the others.</translation>
    </message>
    <message>
      <source>The first person at this till</source>
      <translation>The first person at this till</translation>
    </message>
    <message>
      <source>The two PINs differ: choose again</source>
      <translation>The two PINs differ: choose again</translation>
    </message>
    <message>
      <source>Welcome, {name}: log in with your PIN</source>
      <translation>Welcome, {name}: log in with your PIN</translation>
    </message>
    <message>
      <source>type it first</source>
      <translation>type it first</translation>
    </message>
  </context>
  <context>
    <name>gift cards</name>
    <message>
      <source>Back</source>
      <translation>Back</translation>
    </message>
    <message>
      <source>Expired</source>
      <translation>Expired</translation>
    </message>
    <message>
      <source>Gift card</source>
      <translation>Gift card</translation>
    </message>
    <message>
      <source>Gift card {card}</source>
      <translation>Gift card {card}</translation>
    </message>
    <message>
      <source>Gift card {card}: {balance}</source>
      <translation>Gift card {card}: {balance}</translation>
    </message>
    <message>
      <source>Given back by a return</source>
      <translation>Given back by a return</translation>
    </message>
    <message>
      <source>No movements are known here.</source>
      <translation>No movements are known here.</translation>
    </message>
    <message>
      <source>Number of the gift card</source>
      <translation>Number of the gift card</translation>
    </message>
    <message>
      <source>On the card</source>
      <translation>On the card</translation>
    </message>
    <message>
      <source>Paid with</source>
      <translation>Paid with</translation>
    </message>
    <message>
      <source>Put on by the head office</source>
      <translation>Put on by the head office</translation>
    </message>
    <message>
      <source>Scan the code on the gift card itself</source>
      <translation>Scan the code on the gift card itself</translation>
    </message>
    <message>
      <source>Scan the gift card, or type its number.</source>
      <translation>Scan the gift card, or type its number.</translation>
    </message>
    <message>
      <source>Show the balance</source>
      <translation>Show the balance</translation>
    </message>
    <message>
      <source>Sold</source>
      <translation>Sold</translation>
    </message>
    <message>
      <source>Taken off by the head office</source>
      <translation>Taken off by the head office</translation>
    </message>
    <message>
      <source>The card was returned</source>
      <translation>The card was returned</translation>
    </message>
    <message>
      <source>This is not a gift card of ours</source>
      <translation>This is not a gift card of ours</translation>
    </message>
    <message>
      <source>as this till knows it</source>
      <translation>as this till knows it</translation>
    </message>
    <message>
      <source>as this till knows it; up to {sum} may be spent here</source>
      <translation>as this till knows it; up to {sum} may be spent here</translation>
    </message>
    <message>
      <source>blocked</source>
      <translation>blocked</translation>
    </message>
    <message>
      <source>expired</source>
      <translation>expired</translation>
    </message>
    <message>
      <source>not known here</source>
      <translation>not known here</translation>
    </message>
    <message>
      <source>not sold yet</source>
      <translation>not sold yet</translation>
    </message>
    <message>
      <source>scan a gift card</source>
      <translation>scan a gift card</translation>
    </message>
    <message>
      <source>spent</source>
      <translation>spent</translation>
    </message>
    <message>
      <source>the server is being asked…</source>
      <translation>the server is being asked…</translation>
    </message>
    <message>
      <source>valid until {date}</source>
      <translation>valid until {date}</translation>
    </message>
  </context>
  <context>
    <name>goods</name>
    <message>
      <source>Add</source>
      <translation>Add</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Back</translation>
    </message>
    <message>
      <source>Clear</source>
      <translation>Clear</translation>
    </message>
    <message>
      <source>Goods</source>
      <translation>Goods</translation>
    </message>
    <message>
      <source>Lay out</source>
      <translation>Lay out</translation>
    </message>
    <message>
      <source>Name, code or last digits</source>
      <translation>Name, code or last digits</translation>
    </message>
    <message>
      <source>No barcode</source>
      <translation>No barcode</translation>
    </message>
    <message>
      <source>Nothing is found</source>
      <translation>Nothing is found</translation>
    </message>
    <message>
      <source>Only a manager lays out the quick goods</source>
      <translation>Only a manager lays out the quick goods</translation>
    </message>
    <message>
      <source>Quick goods</source>
      <translation>Quick goods</translation>
    </message>
    <message>
      <source>To the receipt</source>
      <translation>To the receipt</translation>
    </message>
    <message>
      <source>What is it?</source>
      <translation>What is it?</translation>
    </message>
    <message>
      <source>folder</source>
      <translation>folder</translation>
    </message>
    <message>
      <source>type a name or a code, or touch the goods</source>
      <translation>type a name or a code, or touch the goods</translation>
    </message>
  </context>
  <context>
    <name>groups</name>
    <message>
      <source>All remarks: {file}</source>
      <translation>All remarks: {file}</translation>
    </message>
    <message>
      <source>Members exported: {count}; {attributes}</source>
      <translation>Members exported: {count}; {attributes}</translation>
    </message>
    <message>
      <source>Nothing was changed</source>
      <translation>Nothing was changed</translation>
    </message>
    <message>
      <source>Rows: {rows}, changed {changed}, unchanged {unchanged}, refused {refused}</source>
      <translation>Rows: {rows}, changed {changed}, unchanged {unchanged}, refused {refused}</translation>
    </message>
    <message>
      <source>birthdays</source>
      <translation>birthdays</translation>
    </message>
    <message>
      <source>blocking</source>
      <translation>blocking</translation>
    </message>
    <message>
      <source>cards, telephones and e-mails</source>
      <translation>cards, telephones and e-mails</translation>
    </message>
    <message>
      <source>cards, telephones and e-mails are led here, not by the other system</source>
      <translation>cards, telephones and e-mails are led here, not by the other system</translation>
    </message>
    <message>
      <source>identifier</source>
      <translation>identifier</translation>
    </message>
    <message>
      <source>its cards and telephones belong to different members</source>
      <translation>its cards and telephones belong to different members</translation>
    </message>
    <message>
      <source>left as it is</source>
      <translation>left as it is</translation>
    </message>
    <message>
      <source>levels</source>
      <translation>levels</translation>
    </message>
    <message>
      <source>line</source>
      <translation>line</translation>
    </message>
    <message>
      <source>line {line}, {told}: {reason}</source>
      <translation>line {line}, {told}: {reason}</translation>
    </message>
    <message>
      <source>names</source>
      <translation>names</translation>
    </message>
    <message>
      <source>no member has this card, telephone or e-mail</source>
      <translation>no member has this card, telephone or e-mail</translation>
    </message>
    <message>
      <source>reason</source>
      <translation>reason</translation>
    </message>
    <message>
      <source>refused</source>
      <translation>refused</translation>
    </message>
    <message>
      <source>segments</source>
      <translation>segments</translation>
    </message>
    <message>
      <source>the birthday is led here, not by the other system</source>
      <translation>the birthday is led here, not by the other system</translation>
    </message>
    <message>
      <source>the blocking is led here, not by the other system</source>
      <translation>the blocking is led here, not by the other system</translation>
    </message>
    <message>
      <source>the level is led here, not by the other system</source>
      <translation>the level is led here, not by the other system</translation>
    </message>
    <message>
      <source>the level “{value}” is earned by purchases and cannot be assigned</source>
      <translation>the level “{value}” is earned by purchases and cannot be assigned</translation>
    </message>
    <message>
      <source>the member stands in the file already, at line {value}</source>
      <translation>the member stands in the file already, at line {value}</translation>
    </message>
    <message>
      <source>the member was erased</source>
      <translation>the member was erased</translation>
    </message>
    <message>
      <source>the name is led here, not by the other system</source>
      <translation>the name is led here, not by the other system</translation>
    </message>
    <message>
      <source>the programme has no level for the group “{value}”</source>
      <translation>the programme has no level for the group “{value}”</translation>
    </message>
    <message>
      <source>the row says nothing of the member</source>
      <translation>the row says nothing of the member</translation>
    </message>
    <message>
      <source>the segments are led here, not by the other system</source>
      <translation>the segments are led here, not by the other system</translation>
    </message>
    <message>
      <source>what became of it</source>
      <translation>what became of it</translation>
    </message>
  </context>
  <context>
    <name>help</name>
    <message>
      <source>Close</source>
      <translation>Close</translation>
    </message>
    <message>
      <source>F1 opens this help on any screen, Ctrl+F1 where F1 is taken</source>
      <translation>F1 opens this help on any screen, Ctrl+F1 where F1 is taken</translation>
    </message>
    <message>
      <source>Keys of this screen</source>
      <translation>Keys of this screen</translation>
    </message>
    <message>
      <source>This screen has no keys of its own.</source>
      <translation>This screen has no keys of its own.</translation>
    </message>
    <message>
      <source>When something goes wrong</source>
      <translation>When something goes wrong</translation>
    </message>
  </context>
  <context>
    <name>history</name>
    <message>
      <source>+{points}</source>
      <translation>+{points}</translation>
    </message>
    <message>
      <source>Ask again</source>
      <translation>Ask again</translation>
    </message>
    <message>
      <source>Asking the server…</source>
      <translation>Asking the server…</translation>
    </message>
    <message>
      <source>Asking the server… Until it answers: what this till sold.</source>
      <translation>Asking the server… Until it answers: what this till sold.</translation>
    </message>
    <message>
      <source>Choose a receipt first</source>
      <translation>Choose a receipt first</translation>
    </message>
    <message>
      <source>Choose a receipt to see what was in it.</source>
      <translation>Choose a receipt to see what was in it.</translation>
    </message>
    <message>
      <source>No purchases are known.</source>
      <translation>No purchases are known.</translation>
    </message>
    <message>
      <source>Nothing of this receipt can be returned any more</source>
      <translation>Nothing of this receipt can be returned any more</translation>
    </message>
    <message>
      <source>Older ones</source>
      <translation>Older ones</translation>
    </message>
    <message>
      <source>Points</source>
      <translation>Points</translation>
    </message>
    <message>
      <source>Purchases</source>
      <translation>Purchases</translation>
    </message>
    <message>
      <source>Purchases in all shops.</source>
      <translation>Purchases in all shops.</translation>
    </message>
    <message>
      <source>Purchases need a right; the points do not.</source>
      <translation>Purchases need a right; the points do not.</translation>
    </message>
    <message>
      <source>Return from it</source>
      <translation>Return from it</translation>
    </message>
    <message>
      <source>The server does not answer: this is what this till itself sold.</source>
      <translation>The server does not answer: this is what this till itself sold.</translation>
    </message>
    <message>
      <source>The server does not know this buyer yet. This is what this till sold.</source>
      <translation>The server does not know this buyer yet. This is what this till sold.</translation>
    </message>
    <message>
      <source>The server is being asked</source>
      <translation>The server is being asked</translation>
    </message>
    <message>
      <source>There are no older ones</source>
      <translation>There are no older ones</translation>
    </message>
    <message>
      <source>There are no points.</source>
      <translation>There are no points.</translation>
    </message>
    <message>
      <source>To the receipt</source>
      <translation>To the receipt</translation>
    </message>
    <message>
      <source>a debt: the next points repay it</source>
      <translation>a debt: the next points repay it</translation>
    </message>
    <message>
      <source>do not expire</source>
      <translation>do not expire</translation>
    </message>
    <message>
      <source>expire after {date}</source>
      <translation>expire after {date}</translation>
    </message>
    <message>
      <source>may be spent from {time}</source>
      <translation>may be spent from {time}</translation>
    </message>
    <message>
      <source>may be spent now</source>
      <translation>may be spent now</translation>
    </message>
    <message>
      <source>no. {number}</source>
      <translation>no. {number}</translation>
    </message>
    <message>
      <source>return {number}</source>
      <translation>return {number}</translation>
    </message>
    <message>
      <source>returned {quantity}</source>
      <translation>returned {quantity}</translation>
    </message>
    <message>
      <source>since {date}</source>
      <translation>since {date}</translation>
    </message>
    <message>
      <source>spent {points}</source>
      <translation>spent {points}</translation>
    </message>
    <message>
      <source>the line has fewer cells than the header has columns</source>
      <translation>the line has fewer cells than the header has columns</translation>
    </message>
    <message>
      <source>the line names no receipt</source>
      <translation>the line names no receipt</translation>
    </message>
    <message>
      <source>the receipt has another buyer in an earlier line</source>
      <translation>the receipt has another buyer in an earlier line</translation>
    </message>
    <message>
      <source>the receipt has another store in an earlier line</source>
      <translation>the receipt has another store in an earlier line</translation>
    </message>
  </context>
  <context>
    <name>import</name>
    <message>
      <source>Mended or left out</source>
      <translation>Mended or left out</translation>
    </message>
    <message>
      <source>Refused, and why</source>
      <translation>Refused, and why</translation>
    </message>
    <message>
      <source>VAT rate is none that exists, left out</source>
      <translation>VAT rate is none that exists, left out</translation>
    </message>
    <message>
      <source>age limit is not a number of years, left out</source>
      <translation>age limit is not a number of years, left out</translation>
    </message>
    <message>
      <source>barcode belongs to another product</source>
      <translation>barcode belongs to another product</translation>
    </message>
    <message>
      <source>barcode cannot be read</source>
      <translation>barcode cannot be read</translation>
    </message>
    <message>
      <source>changed</source>
      <translation>changed</translation>
    </message>
    <message>
      <source>control characters taken out of the name</source>
      <translation>control characters taken out of the name</translation>
    </message>
    <message>
      <source>cost is not a sum, left out</source>
      <translation>cost is not a sum, left out</translation>
    </message>
    <message>
      <source>in all</source>
      <translation>in all</translation>
    </message>
    <message>
      <source>letters of the name were lost in another program</source>
      <translation>letters of the name were lost in another program</translation>
    </message>
    <message>
      <source>marked as deleted</source>
      <translation>marked as deleted</translation>
    </message>
    <message>
      <source>member price left out: it is no lower than the price</source>
      <translation>member price left out: it is no lower than the price</translation>
    </message>
    <message>
      <source>more cells than the header has columns</source>
      <translation>more cells than the header has columns</translation>
    </message>
    <message numerus="yes">
      <source>name cut to %n character(s)</source>
      <translation>
        <numerusform>name cut to %n character</numerusform>
        <numerusform>name cut to %n characters</numerusform>
      </translation>
    </message>
    <message>
      <source>no id and no barcode</source>
      <translation>no id and no barcode</translation>
    </message>
    <message>
      <source>no name</source>
      <translation>no name</translation>
    </message>
    <message>
      <source>no price</source>
      <translation>no price</translation>
    </message>
    <message>
      <source>price is for several units at once</source>
      <translation>price is for several units at once</translation>
    </message>
    <message>
      <source>price is in another currency</source>
      <translation>price is in another currency</translation>
    </message>
    <message>
      <source>price is not a sum in roubles and kopecks</source>
      <translation>price is not a sum in roubles and kopecks</translation>
    </message>
    <message>
      <source>price is zero</source>
      <translation>price is zero</translation>
    </message>
    <message>
      <source>refused</source>
      <translation>refused</translation>
    </message>
    <message>
      <source>stock is not a number, left out</source>
      <translation>stock is not a number, left out</translation>
    </message>
    <message>
      <source>taken</source>
      <translation>taken</translation>
    </message>
    <message>
      <source>taken without a barcode that belongs to another product</source>
      <translation>taken without a barcode that belongs to another product</translation>
    </message>
    <message>
      <source>taken without a barcode that cannot be read</source>
      <translation>taken without a barcode that cannot be read</translation>
    </message>
    <message>
      <source>taken without a barcode whose check digit is wrong</source>
      <translation>taken without a barcode whose check digit is wrong</translation>
    </message>
    <message>
      <source>taken without the barcode that all its variants share</source>
      <translation>taken without the barcode that all its variants share</translation>
    </message>
    <message>
      <source>the same id stood earlier in the file</source>
      <translation>the same id stood earlier in the file</translation>
    </message>
    <message>
      <source>unchanged</source>
      <translation>unchanged</translation>
    </message>
    <message>
      <source>unit is neither a piece, kilogram, litre nor metre</source>
      <translation>unit is neither a piece, kilogram, litre nor metre</translation>
    </message>
    <message>
      <source>withdrawn</source>
      <translation>withdrawn</translation>
    </message>
    <message>
      <source>without a name</source>
      <translation>without a name</translation>
    </message>
    <message>
      <source>wrong check digit of the barcode</source>
      <translation>wrong check digit of the barcode</translation>
    </message>
    <message>
      <source>{file}: columns not used: {columns}</source>
      <translation>{file}: columns not used: {columns}</translation>
    </message>
    <message>
      <source>{file}: no goods and no offers</source>
      <translation>{file}: no goods and no offers</translation>
    </message>
    <message>
      <source>{file}: not CommerceML; passed over</source>
      <translation>{file}: not CommerceML; passed over</translation>
    </message>
    <message>
      <source>{file}: orders, not a catalogue; passed over</source>
      <translation>{file}: orders, not a catalogue; passed over</translation>
    </message>
    <message>
      <source>{file}: prices of type “{chosen}” are taken; it also has {others}</source>
      <translation>{file}: prices of type “{chosen}” are taken; it also has {others}</translation>
    </message>
    <message>
      <source>{file}: prices of type “{name}” are marked as without VAT; they are taken as they stand</source>
      <translation>{file}: prices of type “{name}” are marked as without VAT; they are taken as they stand</translation>
    </message>
    <message>
      <source>{file}: says it is UTF-8 and is windows-1251; read as windows-1251</source>
      <translation>{file}: says it is UTF-8 and is windows-1251; read as windows-1251</translation>
    </message>
  </context>
  <context>
    <name>journal</name>
    <message>
      <source>A buyer's card blocked</source>
      <translation>A buyer's card blocked</translation>
    </message>
    <message>
      <source>A buyer's card replaced</source>
      <translation>A buyer's card replaced</translation>
    </message>
    <message>
      <source>A buyer's purchases looked at</source>
      <translation>A buyer's purchases looked at</translation>
    </message>
    <message>
      <source>A buyer's telephone changed</source>
      <translation>A buyer's telephone changed</translation>
    </message>
    <message>
      <source>Act</source>
      <translation>Act</translation>
    </message>
    <message>
      <source>Alarm settled</source>
      <translation>Alarm settled</translation>
    </message>
    <message>
      <source>All data written into files</source>
      <translation>All data written into files</translation>
    </message>
    <message>
      <source>Allowed by</source>
      <translation>Allowed by</translation>
    </message>
    <message>
      <source>An older copy of the database was put back</source>
      <translation>An older copy of the database was put back</translation>
    </message>
    <message>
      <source>Answered for the silent terminal</source>
      <translation>Answered for the silent terminal</translation>
    </message>
    <message>
      <source>Any act</source>
      <translation>Any act</translation>
    </message>
    <message>
      <source>Any time</source>
      <translation>Any time</translation>
    </message>
    <message>
      <source>Anybody</source>
      <translation>Anybody</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Back</translation>
    </message>
    <message>
      <source>Badge given</source>
      <translation>Badge given</translation>
    </message>
    <message>
      <source>Badge taken away</source>
      <translation>Badge taken away</translation>
    </message>
    <message>
      <source>Buyer registered</source>
      <translation>Buyer registered</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Cancel</translation>
    </message>
    <message>
      <source>Card blocked at a till</source>
      <translation>Card blocked at a till</translation>
    </message>
    <message>
      <source>Card or telephone replaced at a till</source>
      <translation>Card or telephone replaced at a till</translation>
    </message>
    <message>
      <source>Cash put in</source>
      <translation>Cash put in</translation>
    </message>
    <message>
      <source>Cash taken out</source>
      <translation>Cash taken out</translation>
    </message>
    <message>
      <source>Check the chain</source>
      <translation>Check the chain</translation>
    </message>
    <message>
      <source>Choose first, or go back</source>
      <translation>Choose first, or go back</translation>
    </message>
    <message>
      <source>Copy of a slip printed</source>
      <translation>Copy of a slip printed</translation>
    </message>
    <message>
      <source>Copy of the database made by a command</source>
      <translation>Copy of the database made by a command</translation>
    </message>
    <message>
      <source>Coupon given</source>
      <translation>Coupon given</translation>
    </message>
    <message>
      <source>Coupon taken back</source>
      <translation>Coupon taken back</translation>
    </message>
    <message>
      <source>Discount by hand</source>
      <translation>Discount by hand</translation>
    </message>
    <message>
      <source>Discount by hand taken away</source>
      <translation>Discount by hand taken away</translation>
    </message>
    <message>
      <source>Drawer opened without a sale</source>
      <translation>Drawer opened without a sale</translation>
    </message>
    <message>
      <source>Drawer opened without the till</source>
      <translation>Drawer opened without the till</translation>
    </message>
    <message>
      <source>Epoch closed by word of its machine</source>
      <translation>Epoch closed by word of its machine</translation>
    </message>
    <message>
      <source>Epoch written off</source>
      <translation>Epoch written off</translation>
    </message>
    <message>
      <source>Every record follows from those before it.</source>
      <translation>Every record follows from those before it.</translation>
    </message>
    <message>
      <source>Every record follows from those before it: {count}, the end is {hash}</source>
      <translation>Every record follows from those before it: {count}, the end is {hash}</translation>
    </message>
    <message>
      <source>Every record is being compared…</source>
      <translation>Every record is being compared…</translation>
    </message>
    <message>
      <source>Figures of the ledger worked out again</source>
      <translation>Figures of the ledger worked out again</translation>
    </message>
    <message>
      <source>File for support written</source>
      <translation>File for support written</translation>
    </message>
    <message>
      <source>Gift card blocked</source>
      <translation>Gift card blocked</translation>
    </message>
    <message>
      <source>Gift card unblocked</source>
      <translation>Gift card unblocked</translation>
    </message>
    <message>
      <source>Gift cards issued</source>
      <translation>Gift cards issued</translation>
    </message>
    <message>
      <source>Groups of another system taken over</source>
      <translation>Groups of another system taken over</translation>
    </message>
    <message>
      <source>Head and foot of receipts changed</source>
      <translation>Head and foot of receipts changed</translation>
    </message>
    <message>
      <source>In the file of the program</source>
      <translation>In the file of the program</translation>
    </message>
    <message>
      <source>Journal</source>
      <translation>Journal</translation>
    </message>
    <message>
      <source>Journal written into a file</source>
      <translation>Journal written into a file</translation>
    </message>
    <message>
      <source>Key of a till taken away</source>
      <translation>Key of a till taken away</translation>
    </message>
    <message>
      <source>Large redemption of points confirmed</source>
      <translation>Large redemption of points confirmed</translation>
    </message>
    <message>
      <source>Level given by hand</source>
      <translation>Level given by hand</translation>
    </message>
    <message>
      <source>Line removed</source>
      <translation>Line removed</translation>
    </message>
    <message>
      <source>Member or card blocked</source>
      <translation>Member or card blocked</translation>
    </message>
    <message>
      <source>Member or card unblocked</source>
      <translation>Member or card unblocked</translation>
    </message>
    <message>
      <source>Member's personal data erased</source>
      <translation>Member's personal data erased</translation>
    </message>
    <message>
      <source>New incarnation after a restore</source>
      <translation>New incarnation after a restore</translation>
    </message>
    <message>
      <source>Newer</source>
      <translation>Newer</translation>
    </message>
    <message>
      <source>Nothing has been written down yet.</source>
      <translation>Nothing has been written down yet.</translation>
    </message>
    <message>
      <source>Nothing of the kind has been written down.</source>
      <translation>Nothing of the kind has been written down.</translation>
    </message>
    <message>
      <source>Nothing of the kind here. “Older” looks further back.</source>
      <translation>Nothing of the kind here. “Older” looks further back.</translation>
    </message>
    <message>
      <source>Notice put off for the day</source>
      <translation>Notice put off for the day</translation>
    </message>
    <message>
      <source>Number</source>
      <translation>Number</translation>
    </message>
    <message>
      <source>Of which time?</source>
      <translation>Of which time?</translation>
    </message>
    <message>
      <source>Old programme taken over</source>
      <translation>Old programme taken over</translation>
    </message>
    <message>
      <source>Older</source>
      <translation>Older</translation>
    </message>
    <message>
      <source>Operation set aside tried again</source>
      <translation>Operation set aside tried again</translation>
    </message>
    <message>
      <source>PIN changed</source>
      <translation>PIN changed</translation>
    </message>
    <message>
      <source>Pairing code made</source>
      <translation>Pairing code made</translation>
    </message>
    <message>
      <source>Person</source>
      <translation>Person</translation>
    </message>
    <message>
      <source>Person added</source>
      <translation>Person added</translation>
    </message>
    <message>
      <source>Person changed</source>
      <translation>Person changed</translation>
    </message>
    <message>
      <source>Points given or taken by hand</source>
      <translation>Points given or taken by hand</translation>
    </message>
    <message>
      <source>Price by hand</source>
      <translation>Price by hand</translation>
    </message>
    <message>
      <source>Print a copy</source>
      <translation>Print a copy</translation>
    </message>
    <message>
      <source>Programme published</source>
      <translation>Programme published</translation>
    </message>
    <message>
      <source>Programme withdrawn</source>
      <translation>Programme withdrawn</translation>
    </message>
    <message>
      <source>Queue sent again</source>
      <translation>Queue sent again</translation>
    </message>
    <message>
      <source>Quick goods laid out anew</source>
      <translation>Quick goods laid out anew</translation>
    </message>
    <message>
      <source>Receipt cancelled</source>
      <translation>Receipt cancelled</translation>
    </message>
    <message>
      <source>Record {number} of the journal was changed or taken out</source>
      <translation>Record {number} of the journal was changed or taken out</translation>
    </message>
    <message>
      <source>Record {number} was changed after it was written</source>
      <translation>Record {number} was changed after it was written</translation>
    </message>
    <message>
      <source>Record {number} was changed or taken out after it was written</source>
      <translation>Record {number} was changed or taken out after it was written</translation>
    </message>
    <message>
      <source>Refund of a card given in cash</source>
      <translation>Refund of a card given in cash</translation>
    </message>
    <message>
      <source>Return</source>
      <translation>Return</translation>
    </message>
    <message>
      <source>Return of another till's receipt, money only</source>
      <translation>Return of another till's receipt, money only</translation>
    </message>
    <message>
      <source>Return without a receipt</source>
      <translation>Return without a receipt</translation>
    </message>
    <message>
      <source>Right given to a role</source>
      <translation>Right given to a role</translation>
    </message>
    <message>
      <source>Right taken from a role</source>
      <translation>Right taken from a role</translation>
    </message>
    <message>
      <source>Rights asked back</source>
      <translation>Rights asked back</translation>
    </message>
    <message>
      <source>Rights of all roles as installed</source>
      <translation>Rights of all roles as installed</translation>
    </message>
    <message>
      <source>Secret of a card in a telephone forgotten</source>
      <translation>Secret of a card in a telephone forgotten</translation>
    </message>
    <message>
      <source>Secret of a card in a telephone given</source>
      <translation>Secret of a card in a telephone given</translation>
    </message>
    <message>
      <source>Settings changed</source>
      <translation>Settings changed</translation>
    </message>
    <message>
      <source>Shift closed</source>
      <translation>Shift closed</translation>
    </message>
    <message>
      <source>Show these</source>
      <translation>Show these</translation>
    </message>
    <message>
      <source>Sum</source>
      <translation>Sum</translation>
    </message>
    <message>
      <source>Tell the owner of the shop; selling goes on</source>
      <translation>Tell the owner of the shop; selling goes on</translation>
    </message>
    <message>
      <source>The copy is being printed</source>
      <translation>The copy is being printed</translation>
    </message>
    <message>
      <source>The database came from another computer</source>
      <translation>The database came from another computer</translation>
    </message>
    <message>
      <source>The journal was written to {file}</source>
      <translation>The journal was written to {file}</translation>
    </message>
    <message>
      <source>The last 30 days</source>
      <translation>The last 30 days</translation>
    </message>
    <message>
      <source>The last 7 days</source>
      <translation>The last 7 days</translation>
    </message>
    <message>
      <source>The server knows another history of this till: a new one began</source>
      <translation>The server knows another history of this till: a new one began</translation>
    </message>
    <message>
      <source>The terminal says otherwise than was answered for it</source>
      <translation>The terminal says otherwise than was answered for it</translation>
    </message>
    <message>
      <source>These are the newest</source>
      <translation>These are the newest</translation>
    </message>
    <message>
      <source>These are the oldest</source>
      <translation>These are the oldest</translation>
    </message>
    <message>
      <source>This record is about no slip</source>
      <translation>This record is about no slip</translation>
    </message>
    <message>
      <source>Till joined</source>
      <translation>Till joined</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Time</translation>
    </message>
    <message>
      <source>Today</source>
      <translation>Today</translation>
    </message>
    <message>
      <source>Too many wrong PINs</source>
      <translation>Too many wrong PINs</translation>
    </message>
    <message>
      <source>Two members became one</source>
      <translation>Two members became one</translation>
    </message>
    <message>
      <source>Version of the program did not work: went back by itself</source>
      <translation>Version of the program did not work: went back by itself</translation>
    </message>
    <message>
      <source>Version of the program given out</source>
      <translation>Version of the program given out</translation>
    </message>
    <message>
      <source>Version of the program put in</source>
      <translation>Version of the program put in</translation>
    </message>
    <message>
      <source>Version of the program stopped</source>
      <translation>Version of the program stopped</translation>
    </message>
    <message>
      <source>Weight typed by hand</source>
      <translation>Weight typed by hand</translation>
    </message>
    <message>
      <source>Which acts?</source>
      <translation>Which acts?</translation>
    </message>
    <message>
      <source>Whose acts?</source>
      <translation>Whose acts?</translation>
    </message>
    <message>
      <source>Words</source>
      <translation>Words</translation>
    </message>
    <message>
      <source>Write CSV</source>
      <translation>Write CSV</translation>
    </message>
    <message>
      <source>Yesterday</source>
      <translation>Yesterday</translation>
    </message>
    <message>
      <source>allowed by {name}</source>
      <translation>allowed by {name}</translation>
    </message>
    <message>
      <source>it is being written</source>
      <translation>it is being written</translation>
    </message>
  </context>
  <context>
    <name>keypad</name>
    <message>
      <source>Aa</source>
      <translation>Aa</translation>
    </message>
    <message>
      <source>Digits</source>
      <translation>Digits</translation>
    </message>
    <message>
      <source>Down</source>
      <translation>Down</translation>
    </message>
    <message>
      <source>Enter</source>
      <translation>Enter</translation>
    </message>
    <message>
      <source>Entry</source>
      <translation>Entry</translation>
    </message>
    <message>
      <source>Erase</source>
      <translation>Erase</translation>
    </message>
    <message>
      <source>Letters</source>
      <translation>Letters</translation>
    </message>
    <message>
      <source>Nothing stands on this key</source>
      <translation>Nothing stands on this key</translation>
    </message>
    <message>
      <source>Space</source>
      <translation>Space</translation>
    </message>
    <message>
      <source>Up</source>
      <translation>Up</translation>
    </message>
  </context>
  <context>
    <name>lamps</name>
    <message>
      <source>Cover open</source>
      <translation>Cover open</translation>
    </message>
    <message>
      <source>Drawer open</source>
      <translation>Drawer open</translation>
    </message>
    <message>
      <source>Little paper</source>
      <translation>Little paper</translation>
    </message>
    <message>
      <source>Loading…</source>
      <translation>Loading…</translation>
    </message>
    <message>
      <source>No node</source>
      <translation>No node</translation>
    </message>
    <message>
      <source>No paper</source>
      <translation>No paper</translation>
    </message>
    <message>
      <source>No scanner</source>
      <translation>No scanner</translation>
    </message>
    <message>
      <source>No server</source>
      <translation>No server</translation>
    </message>
    <message>
      <source>Offline {age}</source>
      <translation>Offline {age}</translation>
    </message>
    <message>
      <source>Printer off</source>
      <translation>Printer off</translation>
    </message>
    <message>
      <source>Printer!</source>
      <translation>Printer!</translation>
    </message>
    <message>
      <source>Scanners {ready} of {count}</source>
      <translation>Scanners {ready} of {count}</translation>
    </message>
    <message>
      <source>Server!</source>
      <translation>Server!</translation>
    </message>
    <message>
      <source>{count} d</source>
      <translation>{count} d</translation>
    </message>
    <message>
      <source>{count} h</source>
      <translation>{count} h</translation>
    </message>
    <message>
      <source>{count} min</source>
      <translation>{count} min</translation>
    </message>
  </context>
  <context>
    <name>levels</name>
    <message>
      <source>after a return: {purchases}</source>
      <translation>after a return: {purchases}</translation>
    </message>
    <message>
      <source>assigned by hand</source>
      <translation>assigned by hand</translation>
    </message>
    <message>
      <source>assigned by {name}</source>
      <translation>assigned by {name}</translation>
    </message>
    <message numerus="yes">
      <source>no purchase for %n day(s)</source>
      <translation>
        <numerusform>no purchase for %n day</numerusform>
        <numerusform>no purchase for %n days</numerusform>
      </translation>
    </message>
    <message>
      <source>not below this level</source>
      <translation>not below this level</translation>
    </message>
    <message>
      <source>not below this level: {name}</source>
      <translation>not below this level: {name}</translation>
    </message>
    <message numerus="yes">
      <source>purchases of {sum} in %n day(s)</source>
      <translation>
        <numerusform>purchases of {sum} in %n day</numerusform>
        <numerusform>purchases of {sum} in %n days</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>purchases of {sum} in %n month(s)</source>
      <translation>
        <numerusform>purchases of {sum} in %n month</numerusform>
        <numerusform>purchases of {sum} in %n months</numerusform>
      </translation>
    </message>
    <message>
      <source>purchases of {sum} in all</source>
      <translation>purchases of {sum} in all</translation>
    </message>
    <message>
      <source>purchases of {sum} this year</source>
      <translation>purchases of {sum} this year</translation>
    </message>
    <message>
      <source>version {version} of the programme</source>
      <translation>version {version} of the programme</translation>
    </message>
  </context>
  <context>
    <name>limits</name>
    <message>
      <source>All active points of the card: {balance}</source>
      <translation>All active points of the card: {balance}</translation>
    </message>
    <message>
      <source>At this till now up to {spendable}: for more the server is needed</source>
      <translation>At this till now up to {spendable}: for more the server is needed</translation>
    </message>
    <message>
      <source>Card not known here yet: it earns points but does not spend them</source>
      <translation>Card not known here yet: it earns points but does not spend them</translation>
    </message>
    <message>
      <source>No active points on the card</source>
      <translation>No active points on the card</translation>
    </message>
    <message>
      <source>No more points may be spent for now: the programme's limit is reached</source>
      <translation>No more points may be spent for now: the programme's limit is reached</translation>
    </message>
    <message>
      <source>Points are not redeemed at this level</source>
      <translation>Points are not redeemed at this level</translation>
    </message>
    <message>
      <source>Points are redeemed by {step}</source>
      <translation>Points are redeemed by {step}</translation>
    </message>
    <message>
      <source>Points are spent when the card has {points} or more</source>
      <translation>Points are spent when the card has {points} or more</translation>
    </message>
    <message>
      <source>Points cannot make the goods any cheaper</source>
      <translation>Points cannot make the goods any cheaper</translation>
    </message>
    <message>
      <source>Points cannot take the goods below their lowest price</source>
      <translation>Points cannot take the goods below their lowest price</translation>
    </message>
    <message>
      <source>Points of this card cannot be spent at this till now: the server is needed</source>
      <translation>Points of this card cannot be spent at this till now: the server is needed</translation>
    </message>
    <message>
      <source>Points pay for receipts from {sum}</source>
      <translation>Points pay for receipts from {sum}</translation>
    </message>
    <message>
      <source>Redemption starts at {minimum}, only {available} possible here</source>
      <translation>Redemption starts at {minimum}, only {available} possible here</translation>
    </message>
    <message>
      <source>Scan the buyer's card</source>
      <translation>Scan the buyer's card</translation>
    </message>
    <message>
      <source>These goods cannot be paid for with points</source>
      <translation>These goods cannot be paid for with points</translation>
    </message>
    <message>
      <source>These goods take points in different shares: here up to {available}</source>
      <translation>These goods take points in different shares: here up to {available}</translation>
    </message>
    <message>
      <source>Up to {share} of the goods that points may pay for</source>
      <translation>Up to {share} of the goods that points may pay for</translation>
    </message>
    <message>
      <source>Up to {share} of the receipt</source>
      <translation>Up to {share} of the receipt</translation>
    </message>
    <message>
      <source>With this promo code points are not spent</source>
      <translation>With this promo code points are not spent</translation>
    </message>
  </context>
  <context>
    <name>listing</name>
    <message>
      <source>List</source>
      <translation>List</translation>
    </message>
    <message>
      <source>The list is empty</source>
      <translation>The list is empty</translation>
    </message>
  </context>
  <context>
    <name>login</name>
    <message>
      <source>Leave the training mode</source>
      <translation>Leave the training mode</translation>
    </message>
    <message>
      <source>Locked by {name}</source>
      <translation>Locked by {name}</translation>
    </message>
    <message>
      <source>Log in</source>
      <translation>Log in</translation>
    </message>
    <message>
      <source>Nothing has gone wrong</source>
      <translation>Nothing has gone wrong</translation>
    </message>
    <message>
      <source>PIN</source>
      <translation>PIN</translation>
    </message>
    <message>
      <source>Switch off</source>
      <translation>Switch off</translation>
    </message>
    <message>
      <source>The mistake is written down in the log.</source>
      <translation>The mistake is written down in the log.</translation>
    </message>
    <message>
      <source>The till could not be opened</source>
      <translation>The till could not be opened</translation>
    </message>
    <message>
      <source>The till is being opened…</source>
      <translation>The till is being opened…</translation>
    </message>
    <message>
      <source>Training mode</source>
      <translation>Training mode</translation>
    </message>
    <message>
      <source>Training mode: everybody's PIN is {pin}</source>
      <translation>Training mode: everybody's PIN is {pin}</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Try again</translation>
    </message>
    <message>
      <source>Who is at the till?</source>
      <translation>Who is at the till?</translation>
    </message>
    <message>
      <source>choose your name</source>
      <translation>choose your name</translation>
    </message>
    <message>
      <source>the PIN is being checked</source>
      <translation>the PIN is being checked</translation>
    </message>
    <message>
      <source>the till is not open yet</source>
      <translation>the till is not open yet</translation>
    </message>
  </context>
  <context>
    <name>manager</name>
    <message numerus="yes">
      <source>%n more column(s) are in PDF and Excel</source>
      <translation>
        <numerusform>%n more column is in PDF and Excel</numerusform>
        <numerusform>%n more columns are in PDF and Excel</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n other(s)</source>
      <translation>
        <numerusform>%n other</numerusform>
        <numerusform>%n others</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n shift(s) are kept anew</source>
      <translation>
        <numerusform>%n shift is kept anew</numerusform>
        <numerusform>%n shifts are kept anew</numerusform>
      </translation>
    </message>
    <message>
      <source>A point is worth {sum}</source>
      <translation>A point is worth {sum}</translation>
    </message>
    <message>
      <source>A shift that is not closed yet has no figures here</source>
      <translation>A shift that is not closed yet has no figures here</translation>
    </message>
    <message>
      <source>Act</source>
      <translation>Act</translation>
    </message>
    <message>
      <source>All shops and tills that the server has heard</source>
      <translation>All shops and tills that the server has heard</translation>
    </message>
    <message>
      <source>As a chart</source>
      <translation>As a chart</translation>
    </message>
    <message>
      <source>As a table</source>
      <translation>As a table</translation>
    </message>
    <message>
      <source>Average</source>
      <translation>Average</translation>
    </message>
    <message>
      <source>Average receipt</source>
      <translation>Average receipt</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Back</translation>
    </message>
    <message>
      <source>By a colleague's PIN</source>
      <translation>By a colleague's PIN</translation>
    </message>
    <message>
      <source>By points</source>
      <translation>By points</translation>
    </message>
    <message>
      <source>CSV</source>
      <translation>CSV</translation>
    </message>
    <message>
      <source>Came in</source>
      <translation>Came in</translation>
    </message>
    <message>
      <source>Campaigns and their cost</source>
      <translation>Campaigns and their cost</translation>
    </message>
    <message>
      <source>Cancellations and other acts</source>
      <translation>Cancellations and other acts</translation>
    </message>
    <message>
      <source>Cards and points</source>
      <translation>Cards and points</translation>
    </message>
    <message>
      <source>Cash expected</source>
      <translation>Cash expected</translation>
    </message>
    <message>
      <source>Cash movement</source>
      <translation>Cash movement</translation>
    </message>
    <message>
      <source>Cashier</source>
      <translation>Cashier</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>Category</translation>
    </message>
    <message>
      <source>Change</source>
      <translation>Change</translation>
    </message>
    <message>
      <source>Closed by</source>
      <translation>Closed by</translation>
    </message>
    <message>
      <source>Cost</source>
      <translation>Cost</translation>
    </message>
    <message>
      <source>Cost of turnover</source>
      <translation>Cost of turnover</translation>
    </message>
    <message>
      <source>Counted</source>
      <translation>Counted</translation>
    </message>
    <message>
      <source>Day</source>
      <translation>Day</translation>
    </message>
    <message>
      <source>Difference</source>
      <translation>Difference</translation>
    </message>
    <message>
      <source>Discount</source>
      <translation>Discount</translation>
    </message>
    <message>
      <source>Discounts</source>
      <translation>Discounts</translation>
    </message>
    <message>
      <source>Discounts by rule</source>
      <translation>Discounts by rule</translation>
    </message>
    <message>
      <source>Excel</source>
      <translation>Excel</translation>
    </message>
    <message>
      <source>Fell from it</source>
      <translation>Fell from it</translation>
    </message>
    <message>
      <source>Fell to it</source>
      <translation>Fell to it</translation>
    </message>
    <message>
      <source>Figure</source>
      <translation>Figure</translation>
    </message>
    <message>
      <source>Figures of the report</source>
      <translation>Figures of the report</translation>
    </message>
    <message>
      <source>Fri</source>
      <translation>Fri</translation>
    </message>
    <message>
      <source>From sales</source>
      <translation>From sales</translation>
    </message>
    <message>
      <source>Given</source>
      <translation>Given</translation>
    </message>
    <message>
      <source>Given back</source>
      <translation>Given back</translation>
    </message>
    <message>
      <source>Given back, times</source>
      <translation>Given back, times</translation>
    </message>
    <message>
      <source>Hour from</source>
      <translation>Hour from</translation>
    </message>
    <message>
      <source>Kept Z reports</source>
      <translation>Kept Z reports</translation>
    </message>
    <message>
      <source>Kind of payment</source>
      <translation>Kind of payment</translation>
    </message>
    <message>
      <source>Lapse in</source>
      <translation>Lapse in</translation>
    </message>
    <message>
      <source>Lapsed</source>
      <translation>Lapsed</translation>
    </message>
    <message>
      <source>Last month</source>
      <translation>Last month</translation>
    </message>
    <message>
      <source>Last week</source>
      <translation>Last week</translation>
    </message>
    <message>
      <source>Leave it</source>
      <translation>Leave it</translation>
    </message>
    <message>
      <source>Left by rounding cash</source>
      <translation>Left by rounding cash</translation>
    </message>
    <message>
      <source>Level</source>
      <translation>Level</translation>
    </message>
    <message>
      <source>Levels and moves between them</source>
      <translation>Levels and moves between them</translation>
    </message>
    <message>
      <source>Lots</source>
      <translation>Lots</translation>
    </message>
    <message>
      <source>Made {time}</source>
      <translation>Made {time}</translation>
    </message>
    <message>
      <source>Members now</source>
      <translation>Members now</translation>
    </message>
    <message>
      <source>Mon</source>
      <translation>Mon</translation>
    </message>
    <message>
      <source>Money</source>
      <translation>Money</translation>
    </message>
    <message>
      <source>Movement</source>
      <translation>Movement</translation>
    </message>
    <message>
      <source>No. {number}, {time}</source>
      <translation>No. {number}, {time}</translation>
    </message>
    <message>
      <source>Nothing to draw</source>
      <translation>Nothing to draw</translation>
    </message>
    <message>
      <source>Number</source>
      <translation>Number</translation>
    </message>
    <message>
      <source>Of all sales</source>
      <translation>Of all sales</translation>
    </message>
    <message>
      <source>Of the server: {names}</source>
      <translation>Of the server: {names}</translation>
    </message>
    <message>
      <source>Owed at the beginning</source>
      <translation>Owed at the beginning</translation>
    </message>
    <message>
      <source>Owed at the end</source>
      <translation>Owed at the end</translation>
    </message>
    <message>
      <source>Own days</source>
      <translation>Own days</translation>
    </message>
    <message>
      <source>PDF (A4)</source>
      <translation>PDF (A4)</translation>
    </message>
    <message>
      <source>Paid</source>
      <translation>Paid</translation>
    </message>
    <message>
      <source>Paid by points</source>
      <translation>Paid by points</translation>
    </message>
    <message>
      <source>Paid, times</source>
      <translation>Paid, times</translation>
    </message>
    <message>
      <source>Payments by kind</source>
      <translation>Payments by kind</translation>
    </message>
    <message>
      <source>Person</source>
      <translation>Person</translation>
    </message>
    <message>
      <source>Points</source>
      <translation>Points</translation>
    </message>
    <message>
      <source>Points given</source>
      <translation>Points given</translation>
    </message>
    <message>
      <source>Points owed now, by the month they lapse</source>
      <translation>Points owed now, by the month they lapse</translation>
    </message>
    <message>
      <source>Points spent</source>
      <translation>Points spent</translation>
    </message>
    <message>
      <source>Points: given, spent, lapsed, owed</source>
      <translation>Points: given, spent, lapsed, owed</translation>
    </message>
    <message>
      <source>Positions</source>
      <translation>Positions</translation>
    </message>
    <message>
      <source>Print</source>
      <translation>Print</translation>
    </message>
    <message>
      <source>Product</source>
      <translation>Product</translation>
    </message>
    <message>
      <source>Put in: {reason}</source>
      <translation>Put in: {reason}</translation>
    </message>
    <message>
      <source>Put right by hand</source>
      <translation>Put right by hand</translation>
    </message>
    <message>
      <source>Quantity</source>
      <translation>Quantity</translation>
    </message>
    <message>
      <source>Rate</source>
      <translation>Rate</translation>
    </message>
    <message>
      <source>Receipts</source>
      <translation>Receipts</translation>
    </message>
    <message>
      <source>Receipts of which kind</source>
      <translation>Receipts of which kind</translation>
    </message>
    <message>
      <source>Remains</source>
      <translation>Remains</translation>
    </message>
    <message>
      <source>Returned</source>
      <translation>Returned</translation>
    </message>
    <message>
      <source>Returns</source>
      <translation>Returns</translation>
    </message>
    <message>
      <source>Returns: given back and taken back</source>
      <translation>Returns: given back and taken back</translation>
    </message>
    <message>
      <source>Rose from it</source>
      <translation>Rose from it</translation>
    </message>
    <message>
      <source>Rose to it</source>
      <translation>Rose to it</translation>
    </message>
    <message>
      <source>Rule</source>
      <translation>Rule</translation>
    </message>
    <message>
      <source>Sales</source>
      <translation>Sales</translation>
    </message>
    <message>
      <source>Sales and returns</source>
      <translation>Sales and returns</translation>
    </message>
    <message>
      <source>Sales by cashier</source>
      <translation>Sales by cashier</translation>
    </message>
    <message>
      <source>Sales by category</source>
      <translation>Sales by category</translation>
    </message>
    <message>
      <source>Sales by day</source>
      <translation>Sales by day</translation>
    </message>
    <message>
      <source>Sales by hour</source>
      <translation>Sales by hour</translation>
    </message>
    <message>
      <source>Sales by product</source>
      <translation>Sales by product</translation>
    </message>
    <message>
      <source>Sales by till</source>
      <translation>Sales by till</translation>
    </message>
    <message>
      <source>Sales with a card</source>
      <translation>Sales with a card</translation>
    </message>
    <message>
      <source>Sales without a card</source>
      <translation>Sales without a card</translation>
    </message>
    <message>
      <source>Sales without discounts</source>
      <translation>Sales without discounts</translation>
    </message>
    <message>
      <source>Sat</source>
      <translation>Sat</translation>
    </message>
    <message>
      <source>Share</source>
      <translation>Share</translation>
    </message>
    <message>
      <source>Shift</source>
      <translation>Shift</translation>
    </message>
    <message>
      <source>Shifts and drawer counts</source>
      <translation>Shifts and drawer counts</translation>
    </message>
    <message>
      <source>Show these days</source>
      <translation>Show these days</translation>
    </message>
    <message>
      <source>Sold</source>
      <translation>Sold</translation>
    </message>
    <message>
      <source>Spent</source>
      <translation>Spent</translation>
    </message>
    <message>
      <source>Sum</source>
      <translation>Sum</translation>
    </message>
    <message>
      <source>Sun</source>
      <translation>Sun</translation>
    </message>
    <message>
      <source>Taken out: {reason}</source>
      <translation>Taken out: {reason}</translation>
    </message>
    <message>
      <source>Takings</source>
      <translation>Takings</translation>
    </message>
    <message>
      <source>The report is being printed</source>
      <translation>The report is being printed</translation>
    </message>
    <message>
      <source>The report is being reckoned…</source>
      <translation>The report is being reckoned…</translation>
    </message>
    <message>
      <source>The shift</source>
      <translation>The shift</translation>
    </message>
    <message>
      <source>There was nothing at that time</source>
      <translation>There was nothing at that time</translation>
    </message>
    <message>
      <source>This month</source>
      <translation>This month</translation>
    </message>
    <message>
      <source>This week</source>
      <translation>This week</translation>
    </message>
    <message>
      <source>Thu</source>
      <translation>Thu</translation>
    </message>
    <message>
      <source>Till</source>
      <translation>Till</translation>
    </message>
    <message>
      <source>Till {number} of {shop}, this till alone</source>
      <translation>Till {number} of {shop}, this till alone</translation>
    </message>
    <message>
      <source>Times</source>
      <translation>Times</translation>
    </message>
    <message>
      <source>Today</source>
      <translation>Today</translation>
    </message>
    <message>
      <source>Total</source>
      <translation>Total</translation>
    </message>
    <message>
      <source>Touch the chart to see a figure</source>
      <translation>Touch the chart to see a figure</translation>
    </message>
    <message>
      <source>Tue</source>
      <translation>Tue</translation>
    </message>
    <message>
      <source>Turnover with it</source>
      <translation>Turnover with it</translation>
    </message>
    <message>
      <source>Unit</source>
      <translation>Unit</translation>
    </message>
    <message>
      <source>VAT</source>
      <translation>VAT</translation>
    </message>
    <message>
      <source>VAT by rate</source>
      <translation>VAT by rate</translation>
    </message>
    <message>
      <source>VAT in it</source>
      <translation>VAT in it</translation>
    </message>
    <message>
      <source>VAT returned</source>
      <translation>VAT returned</translation>
    </message>
    <message>
      <source>Wed</source>
      <translation>Wed</translation>
    </message>
    <message>
      <source>Went out</source>
      <translation>Went out</translation>
    </message>
    <message>
      <source>With a card</source>
      <translation>With a card</translation>
    </message>
    <message>
      <source>Worth</source>
      <translation>Worth</translation>
    </message>
    <message>
      <source>Written: {file}</source>
      <translation>Written: {file}</translation>
    </message>
    <message>
      <source>Yesterday</source>
      <translation>Yesterday</translation>
    </message>
    <message>
      <source>from</source>
      <translation>from</translation>
    </message>
    <message>
      <source>from {day}</source>
      <translation>from {day}</translation>
    </message>
    <message>
      <source>gift cards (advance)</source>
      <translation>gift cards (advance)</translation>
    </message>
    <message>
      <source>kg</source>
      <translation>kg</translation>
    </message>
    <message>
      <source>l</source>
      <translation>l</translation>
    </message>
    <message>
      <source>m</source>
      <translation>m</translation>
    </message>
    <message>
      <source>never</source>
      <translation>never</translation>
    </message>
    <message>
      <source>of the returns gift cards</source>
      <translation>of the returns gift cards</translation>
    </message>
    <message>
      <source>of the sales gift cards (advance)</source>
      <translation>of the sales gift cards (advance)</translation>
    </message>
    <message>
      <source>of them by a manager's word</source>
      <translation>of them by a manager's word</translation>
    </message>
    <message>
      <source>pc</source>
      <translation>pc</translation>
    </message>
    <message>
      <source>server</source>
      <translation>server</translation>
    </message>
    <message>
      <source>shift {number}, open since {time}</source>
      <translation>shift {number}, open since {time}</translation>
    </message>
    <message>
      <source>shift {number}, {opened} – {closed}</source>
      <translation>shift {number}, {opened} – {closed}</translation>
    </message>
    <message>
      <source>the program</source>
      <translation>the program</translation>
    </message>
    <message>
      <source>there is no report yet</source>
      <translation>there is no report yet</translation>
    </message>
    <message>
      <source>till</source>
      <translation>till</translation>
    </message>
    <message>
      <source>to</source>
      <translation>to</translation>
    </message>
    <message>
      <source>to {day}</source>
      <translation>to {day}</translation>
    </message>
    <message>
      <source>without VAT</source>
      <translation>without VAT</translation>
    </message>
    <message>
      <source>without a category</source>
      <translation>without a category</translation>
    </message>
    <message>
      <source>{number} million</source>
      <translation>{number} million</translation>
    </message>
    <message>
      <source>{number} thousand</source>
      <translation>{number} thousand</translation>
    </message>
    <message>
      <source>{title}, {period}: {file}</source>
      <translation>{title}, {period}: {file}</translation>
    </message>
  </context>
  <context>
    <name>member</name>
    <message>
      <source>Buyer</source>
      <translation>Buyer</translation>
    </message>
    <message>
      <source>Progress to the next level</source>
      <translation>Progress to the next level</translation>
    </message>
  </context>
  <context>
    <name>members</name>
    <message>
      <source>it has no card, telephone or e-mail</source>
      <translation>it has no card, telephone or e-mail</translation>
    </message>
    <message>
      <source>its birthday is not MM-DD or YYYY-MM-DD</source>
      <translation>its birthday is not MM-DD or YYYY-MM-DD</translation>
    </message>
    <message>
      <source>its cards and telephones belong to different members</source>
      <translation>its cards and telephones belong to different members</translation>
    </message>
    <message>
      <source>its level is not in the programme</source>
      <translation>its level is not in the programme</translation>
    </message>
    <message>
      <source>its points are not a number above zero</source>
      <translation>its points are not a number above zero</translation>
    </message>
  </context>
  <context>
    <name>menu</name>
    <message>
      <source>A copy of the last slip is being printed</source>
      <translation>A copy of the last slip is being printed</translation>
    </message>
    <message>
      <source>About, switch off</source>
      <translation>About, switch off</translation>
    </message>
    <message>
      <source>Close the shift</source>
      <translation>Close the shift</translation>
    </message>
    <message>
      <source>Colours</source>
      <translation>Colours</translation>
    </message>
    <message>
      <source>Copy of the last slip</source>
      <translation>Copy of the last slip</translation>
    </message>
    <message>
      <source>Database and copies</source>
      <translation>Database and copies</translation>
    </message>
    <message>
      <source>Devices</source>
      <translation>Devices</translation>
    </message>
    <message>
      <source>Find the buyer</source>
      <translation>Find the buyer</translation>
    </message>
    <message>
      <source>Gift card: balance</source>
      <translation>Gift card: balance</translation>
    </message>
    <message>
      <source>Head and foot of receipts</source>
      <translation>Head and foot of receipts</translation>
    </message>
    <message>
      <source>Journal</source>
      <translation>Journal</translation>
    </message>
    <message>
      <source>Kept Z reports</source>
      <translation>Kept Z reports</translation>
    </message>
    <message>
      <source>Large letters</source>
      <translation>Large letters</translation>
    </message>
    <message>
      <source>My PIN</source>
      <translation>My PIN</translation>
    </message>
    <message>
      <source>No gift cards are set up</source>
      <translation>No gift cards are set up</translation>
    </message>
    <message>
      <source>No printer is set</source>
      <translation>No printer is set</translation>
    </message>
    <message>
      <source>No shift is open</source>
      <translation>No shift is open</translation>
    </message>
    <message>
      <source>No. {number}</source>
      <translation>No. {number}</translation>
    </message>
    <message>
      <source>Notices</source>
      <translation>Notices</translation>
    </message>
    <message>
      <source>Only a manager changes receipts</source>
      <translation>Only a manager changes receipts</translation>
    </message>
    <message>
      <source>Only a manager reads the journal</source>
      <translation>Only a manager reads the journal</translation>
    </message>
    <message>
      <source>Only an administrator changes settings</source>
      <translation>Only an administrator changes settings</translation>
    </message>
    <message>
      <source>Open a shift</source>
      <translation>Open a shift</translation>
    </message>
    <message>
      <source>Open the drawer</source>
      <translation>Open the drawer</translation>
    </message>
    <message>
      <source>Parked receipts</source>
      <translation>Parked receipts</translation>
    </message>
    <message>
      <source>People</source>
      <translation>People</translation>
    </message>
    <message>
      <source>Person and screen</source>
      <translation>Person and screen</translation>
    </message>
    <message>
      <source>Printer and slips</source>
      <translation>Printer and slips</translation>
    </message>
    <message>
      <source>Put cash in</source>
      <translation>Put cash in</translation>
    </message>
    <message>
      <source>Receipt</source>
      <translation>Receipt</translation>
    </message>
    <message>
      <source>Reports</source>
      <translation>Reports</translation>
    </message>
    <message>
      <source>Return</source>
      <translation>Return</translation>
    </message>
    <message>
      <source>Server and queue</source>
      <translation>Server and queue</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Settings</translation>
    </message>
    <message>
      <source>Shift</source>
      <translation>Shift</translation>
    </message>
    <message>
      <source>Shift and X report</source>
      <translation>Shift and X report</translation>
    </message>
    <message>
      <source>Sounds</source>
      <translation>Sounds</translation>
    </message>
    <message>
      <source>Take cash out</source>
      <translation>Take cash out</translation>
    </message>
    <message>
      <source>The drawer opens; it is written down</source>
      <translation>The drawer opens; it is written down</translation>
    </message>
    <message>
      <source>Till</source>
      <translation>Till</translation>
    </message>
    <message>
      <source>To the receipt</source>
      <translation>To the receipt</translation>
    </message>
    <message>
      <source>Training mode</source>
      <translation>Training mode</translation>
    </message>
    <message>
      <source>dark</source>
      <translation>dark</translation>
    </message>
    <message>
      <source>hints, the way back</source>
      <translation>hints, the way back</translation>
    </message>
    <message>
      <source>light</source>
      <translation>light</translation>
    </message>
    <message>
      <source>nothing is real there</source>
      <translation>nothing is real there</translation>
    </message>
    <message>
      <source>off</source>
      <translation>off</translation>
    </message>
    <message>
      <source>on</source>
      <translation>on</translation>
    </message>
    <message>
      <source>some wait for the next start</source>
      <translation>some wait for the next start</translation>
    </message>
  </context>
  <context>
    <name>messages</name>
    <message>
      <source>Close</source>
      <translation>Close</translation>
    </message>
    <message>
      <source>If it happens again, call the person who looks after the till</source>
      <translation>If it happens again, call the person who looks after the till</translation>
    </message>
    <message>
      <source>The program made a mistake; it is written down, and the till goes on</source>
      <translation>The program made a mistake; it is written down, and the till goes on</translation>
    </message>
  </context>
  <context>
    <name>migration</name>
    <message numerus="yes">
      <source>%n row(s)</source>
      <translation>
        <numerusform>%n row</numerusform>
        <numerusform>%n rows</numerusform>
      </translation>
    </message>
    <message>
      <source>Accepted:    ____________________ / ____________________ /</source>
      <translation>Accepted:    ____________________ / ____________________ /</translation>
    </message>
    <message>
      <source>Author: {author}</source>
      <translation>Author: {author}</translation>
    </message>
    <message>
      <source>Cards</source>
      <translation>Cards</translation>
    </message>
    <message>
      <source>Control totals</source>
      <translation>Control totals</translation>
    </message>
    <message>
      <source>Control totals: NOT EQUAL, see the lines marked “!”</source>
      <translation>Control totals: NOT EQUAL, see the lines marked “!”</translation>
    </message>
    <message>
      <source>Control totals: equal</source>
      <translation>Control totals: equal</translation>
    </message>
    <message>
      <source>Coupons</source>
      <translation>Coupons</translation>
    </message>
    <message>
      <source>Coupons by kind</source>
      <translation>Coupons by kind</translation>
    </message>
    <message>
      <source>Database: {database}</source>
      <translation>Database: {database}</translation>
    </message>
    <message>
      <source>Date: {date}</source>
      <translation>Date: {date}</translation>
    </message>
    <message>
      <source>E-mails</source>
      <translation>E-mails</translation>
    </message>
    <message>
      <source>Everything is already there: nothing was written</source>
      <translation>Everything is already there: nothing was written</translation>
    </message>
    <message>
      <source>Files</source>
      <translation>Files</translation>
    </message>
    <message>
      <source>Handed over: ____________________ / ____________________ /</source>
      <translation>Handed over: ____________________ / ____________________ /</translation>
    </message>
    <message>
      <source>Kept:</source>
      <translation>Kept:</translation>
    </message>
    <message>
      <source>Left out, and why</source>
      <translation>Left out, and why</translation>
    </message>
    <message>
      <source>Members</source>
      <translation>Members</translation>
    </message>
    <message>
      <source>Members by level</source>
      <translation>Members by level</translation>
    </message>
    <message>
      <source>Migration of “{source}” into version {version} “{name}”</source>
      <translation>Migration of “{source}” into version {version} “{name}”</translation>
    </message>
    <message>
      <source>Nothing was written: besides the refused rows nothing is new</source>
      <translation>Nothing was written: besides the refused rows nothing is new</translation>
    </message>
    <message>
      <source>Nothing was written: rows are refused. --without-refused leaves them out</source>
      <translation>Nothing was written: rows are refused. --without-refused leaves them out</translation>
    </message>
    <message>
      <source>Nothing was written: the control totals differ</source>
      <translation>Nothing was written: the control totals differ</translation>
    </message>
    <message>
      <source>Number of the migration: {digest}</source>
      <translation>Number of the migration: {digest}</translation>
    </message>
    <message>
      <source>PROTOCOL OF THE MIGRATION OF A LOYALTY PROGRAMME</source>
      <translation>PROTOCOL OF THE MIGRATION OF A LOYALTY PROGRAMME</translation>
    </message>
    <message>
      <source>Points</source>
      <translation>Points</translation>
    </message>
    <message>
      <source>Points by day of expiry</source>
      <translation>Points by day of expiry</translation>
    </message>
    <message>
      <source>Points by entries</source>
      <translation>Points by entries</translation>
    </message>
    <message>
      <source>Points by month of expiry</source>
      <translation>Points by month of expiry</translation>
    </message>
    <message>
      <source>Purchases</source>
      <translation>Purchases</translation>
    </message>
    <message>
      <source>Refused, and why</source>
      <translation>Refused, and why</translation>
    </message>
    <message>
      <source>Rehearsal: besides the refused rows nothing is new in these files</source>
      <translation>Rehearsal: besides the refused rows nothing is new in these files</translation>
    </message>
    <message>
      <source>Rehearsal: nothing new in these files, everything is already there</source>
      <translation>Rehearsal: nothing new in these files, everything is already there</translation>
    </message>
    <message>
      <source>Rehearsal: nothing was written, and nothing will be with these files</source>
      <translation>Rehearsal: nothing was written, and nothing will be with these files</translation>
    </message>
    <message>
      <source>Rehearsal: nothing was written. Mend the refused rows, or leave them out with --without-refused</source>
      <translation>Rehearsal: nothing was written. Mend the refused rows, or leave them out with --without-refused</translation>
    </message>
    <message>
      <source>Rehearsal: nothing was written. The same command with --write takes it over</source>
      <translation>Rehearsal: nothing was written. The same command with --write takes it over</translation>
    </message>
    <message>
      <source>Sums that cannot be read</source>
      <translation>Sums that cannot be read</translation>
    </message>
    <message>
      <source>Telephones</source>
      <translation>Telephones</translation>
    </message>
    <message>
      <source>Turnover, ₽</source>
      <translation>Turnover, ₽</translation>
    </message>
    <message>
      <source>Written, all of it in one transaction</source>
      <translation>Written, all of it in one transaction</translation>
    </message>
    <message>
      <source>a purchase of this number stands twice</source>
      <translation>a purchase of this number stands twice</translation>
    </message>
    <message>
      <source>a spreadsheet has spoiled the number: its last digits are lost</source>
      <translation>a spreadsheet has spoiled the number: its last digits are lost</translation>
    </message>
    <message>
      <source>already there</source>
      <translation>already there</translation>
    </message>
    <message>
      <source>another row is the same account already</source>
      <translation>another row is the same account already</translation>
    </message>
    <message>
      <source>cards</source>
      <translation>cards</translation>
    </message>
    <message>
      <source>coupons</source>
      <translation>coupons</translation>
    </message>
    <message>
      <source>database after</source>
      <translation>database after</translation>
    </message>
    <message>
      <source>database before</source>
      <translation>database before</translation>
    </message>
    <message>
      <source>dates that cannot be read</source>
      <translation>dates that cannot be read</translation>
    </message>
    <message>
      <source>in files</source>
      <translation>in files</translation>
    </message>
    <message>
      <source>it belongs already to another account</source>
      <translation>it belongs already to another account</translation>
    </message>
    <message>
      <source>it is not said whose it is: no member, card, telephone or e-mail</source>
      <translation>it is not said whose it is: no member, card, telephone or e-mail</translation>
    </message>
    <message>
      <source>it stands on the same member already</source>
      <translation>it stands on the same member already</translation>
    </message>
    <message>
      <source>it was brought in before with another sum</source>
      <translation>it was brought in before with another sum</translation>
    </message>
    <message>
      <source>its cards and telephones belong already to different accounts</source>
      <translation>its cards and telephones belong already to different accounts</translation>
    </message>
    <message>
      <source>its member is refused</source>
      <translation>its member is refused</translation>
    </message>
    <message>
      <source>its member stands in none of the files and is not registered</source>
      <translation>its member stands in none of the files and is not registered</translation>
    </message>
    <message>
      <source>left out</source>
      <translation>left out</translation>
    </message>
    <message>
      <source>members</source>
      <translation>members</translation>
    </message>
    <message>
      <source>more cells than there are titles</source>
      <translation>more cells than there are titles</translation>
    </message>
    <message>
      <source>more than two decimals</source>
      <translation>more than two decimals</translation>
    </message>
    <message>
      <source>no card, telephone or e-mail</source>
      <translation>no card, telephone or e-mail</translation>
    </message>
    <message>
      <source>no date</source>
      <translation>no date</translation>
    </message>
    <message>
      <source>no rule of the programme takes this coupon</source>
      <translation>no rule of the programme takes this coupon</translation>
    </message>
    <message>
      <source>points</source>
      <translation>points</translation>
    </message>
    <message>
      <source>points of this number stand twice</source>
      <translation>points of this number stand twice</translation>
    </message>
    <message>
      <source>purchases</source>
      <translation>purchases</translation>
    </message>
    <message>
      <source>refused</source>
      <translation>refused</translation>
    </message>
    <message>
      <source>taken</source>
      <translation>taken</translation>
    </message>
    <message>
      <source>the account that it belongs to was erased</source>
      <translation>the account that it belongs to was erased</translation>
    </message>
    <message>
      <source>the balance is below zero</source>
      <translation>the balance is below zero</translation>
    </message>
    <message>
      <source>the birthday is not a date</source>
      <translation>the birthday is not a date</translation>
    </message>
    <message>
      <source>the card stands on another member too</source>
      <translation>the card stands on another member too</translation>
    </message>
    <message>
      <source>the coupon has expired already</source>
      <translation>the coupon has expired already</translation>
    </message>
    <message>
      <source>the date is not written in any of the ways allowed</source>
      <translation>the date is not written in any of the ways allowed</translation>
    </message>
    <message>
      <source>the e-mail is none</source>
      <translation>the e-mail is none</translation>
    </message>
    <message>
      <source>the e-mail stands on another member too</source>
      <translation>the e-mail stands on another member too</translation>
    </message>
    <message>
      <source>the level is neither in the mapping nor in the programme</source>
      <translation>the level is neither in the mapping nor in the programme</translation>
    </message>
    <message>
      <source>the member stands twice</source>
      <translation>the member stands twice</translation>
    </message>
    <message>
      <source>the number is too large</source>
      <translation>the number is too large</translation>
    </message>
    <message>
      <source>the number of the card is not 3 to 64 letters and digits</source>
      <translation>the number of the card is not 3 to 64 letters and digits</translation>
    </message>
    <message>
      <source>the number of uses is not a whole number from 1 to 1000</source>
      <translation>the number of uses is not a whole number from 1 to 1000</translation>
    </message>
    <message>
      <source>the points are not a number</source>
      <translation>the points are not a number</translation>
    </message>
    <message>
      <source>the points expire before they become active</source>
      <translation>the points expire before they become active</translation>
    </message>
    <message>
      <source>the points have expired already</source>
      <translation>the points have expired already</translation>
    </message>
    <message>
      <source>the purchase lies in the future</source>
      <translation>the purchase lies in the future</translation>
    </message>
    <message>
      <source>the state is none that is known</source>
      <translation>the state is none that is known</translation>
    </message>
    <message>
      <source>the sum is not in roubles and kopecks</source>
      <translation>the sum is not in roubles and kopecks</translation>
    </message>
    <message>
      <source>the telephone is not a whole number</source>
      <translation>the telephone is not a whole number</translation>
    </message>
    <message>
      <source>the telephone of another member; the member is taken without it</source>
      <translation>the telephone of another member; the member is taken without it</translation>
    </message>
    <message>
      <source>the telephone stands on another member too</source>
      <translation>the telephone stands on another member too</translation>
    </message>
    <message>
      <source>two members claim what it names, so nobody knows whose it is</source>
      <translation>two members claim what it names, so nobody knows whose it is</translation>
    </message>
    <message>
      <source>unknown level</source>
      <translation>unknown level</translation>
    </message>
    <message>
      <source>without an end</source>
      <translation>without an end</translation>
    </message>
    <message>
      <source>{key}: {lost} of the files unaccounted for, {more} too much in the database</source>
      <translation>{key}: {lost} of the files unaccounted for, {more} too much in the database</translation>
    </message>
  </context>
  <context>
    <name>notices</name>
    <message>
      <source>All is well: nothing has to be seen to.</source>
      <translation>All is well: nothing has to be seen to.</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Back</translation>
    </message>
    <message>
      <source>Close the shift</source>
      <translation>Close the shift</translation>
    </message>
    <message>
      <source>Error</source>
      <translation>Error</translation>
    </message>
    <message>
      <source>Everything is being looked at once more</source>
      <translation>Everything is being looked at once more</translation>
    </message>
    <message>
      <source>Good to know</source>
      <translation>Good to know</translation>
    </message>
    <message>
      <source>It is put off already</source>
      <translation>It is put off already</translation>
    </message>
    <message>
      <source>Look again</source>
      <translation>Look again</translation>
    </message>
    <message>
      <source>Look at it</source>
      <translation>Look at it</translation>
    </message>
    <message>
      <source>Nothing has to be done about it</source>
      <translation>Nothing has to be done about it</translation>
    </message>
    <message>
      <source>Notices</source>
      <translation>Notices</translation>
    </message>
    <message>
      <source>Put off for today: {seen}. It comes back when it gets worse</source>
      <translation>Put off for today: {seen}. It comes back when it gets worse</translation>
    </message>
    <message>
      <source>Seen, put off for today</source>
      <translation>Seen, put off for today</translation>
    </message>
    <message>
      <source>Switch off and on</source>
      <translation>Switch off and on</translation>
    </message>
    <message>
      <source>There is nothing to see to</source>
      <translation>There is nothing to see to</translation>
    </message>
    <message>
      <source>To the device</source>
      <translation>To the device</translation>
    </message>
    <message>
      <source>To the journal</source>
      <translation>To the journal</translation>
    </message>
    <message>
      <source>To the reports</source>
      <translation>To the reports</translation>
    </message>
    <message>
      <source>To the settings</source>
      <translation>To the settings</translation>
    </message>
    <message>
      <source>Warning</source>
      <translation>Warning</translation>
    </message>
    <message>
      <source>seen by {name} at {time}</source>
      <translation>seen by {name} at {time}</translation>
    </message>
  </context>
  <context>
    <name>offers</name>
    <message numerus="yes">
      <source>%n more</source>
      <translation>
        <numerusform>%n more</numerusform>
        <numerusform>%n more</numerusform>
      </translation>
    </message>
    <message>
      <source>A gift: {goods}</source>
      <translation>A gift: {goods}</translation>
    </message>
    <message>
      <source>Add the gift</source>
      <translation>Add the gift</translation>
    </message>
    <message>
      <source>Apply</source>
      <translation>Apply</translation>
    </message>
    <message>
      <source>It is limited, and all of it has been used</source>
      <translation>It is limited, and all of it has been used</translation>
    </message>
    <message>
      <source>It is limited, and other tills hold what is left of it</source>
      <translation>It is limited, and other tills hold what is left of it</translation>
    </message>
    <message>
      <source>It is limited, only the server knows what is left: no connection</source>
      <translation>It is limited, only the server knows what is left: no connection</translation>
    </message>
    <message>
      <source>Less than usual: its limit is reached</source>
      <translation>Less than usual: its limit is reached</translation>
    </message>
    <message>
      <source>No promo code is on this receipt.</source>
      <translation>No promo code is on this receipt.</translation>
    </message>
    <message>
      <source>Offer a card</source>
      <translation>Offer a card</translation>
    </message>
    <message>
      <source>Promo code</source>
      <translation>Promo code</translation>
    </message>
    <message>
      <source>Promo codes and gifts</source>
      <translation>Promo codes and gifts</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Remove</translation>
    </message>
    <message>
      <source>To the receipt</source>
      <translation>To the receipt</translation>
    </message>
    <message>
      <source>Touch a gift first</source>
      <translation>Touch a gift first</translation>
    </message>
    <message>
      <source>Touch a promo code first</source>
      <translation>Touch a promo code first</translation>
    </message>
    <message>
      <source>for this purchase +{points}</source>
      <translation>for this purchase +{points}</translation>
    </message>
    <message>
      <source>limit reached</source>
      <translation>limit reached</translation>
    </message>
    <message>
      <source>scan it, or touch here</source>
      <translation>scan it, or touch here</translation>
    </message>
    <message>
      <source>scan one of them</source>
      <translation>scan one of them</translation>
    </message>
    <message>
      <source>show all</source>
      <translation>show all</translation>
    </message>
    <message>
      <source>type or scan a promo code</source>
      <translation>type or scan a promo code</translation>
    </message>
    <message>
      <source>used up</source>
      <translation>used up</translation>
    </message>
    <message>
      <source>{names} and others</source>
      <translation>{names} and others</translation>
    </message>
  </context>
  <context>
    <name>opening</name>
    <message>
      <source>A card payment was not finished</source>
      <translation>A card payment was not finished</translation>
    </message>
    <message>
      <source>A refund on the terminal was not finished</source>
      <translation>A refund on the terminal was not finished</translation>
    </message>
    <message>
      <source>Checking the database after a sudden stop…</source>
      <translation>Checking the database after a sudden stop…</translation>
    </message>
    <message numerus="yes">
      <source>It is not known whether %n slip(s) were printed</source>
      <translation>
        <numerusform>It is not known whether %n slip was printed</numerusform>
        <numerusform>It is not known whether %n slips were printed</numerusform>
      </translation>
    </message>
    <message>
      <source>Keeping a copy of the database before it is changed…</source>
      <translation>Keeping a copy of the database before it is changed…</translation>
    </message>
    <message>
      <source>Look at the printer and answer in the list of slips</source>
      <translation>Look at the printer and answer in the list of slips</translation>
    </message>
    <message>
      <source>Look at the terminal's slip and say whether it was approved</source>
      <translation>Look at the terminal's slip and say whether it was approved</translation>
    </message>
    <message>
      <source>Points can be spent again after the next contact with the server</source>
      <translation>Points can be spent again after the next contact with the server</translation>
    </message>
    <message>
      <source>Preparing the database…</source>
      <translation>Preparing the database…</translation>
    </message>
    <message>
      <source>The database comes from another computer</source>
      <translation>The database comes from another computer</translation>
    </message>
    <message>
      <source>The database is an older copy than the one that stopped here</source>
      <translation>The database is an older copy than the one that stopped here</translation>
    </message>
    <message>
      <source>The terminal is asked what became of it as soon as somebody logs in</source>
      <translation>The terminal is asked what became of it as soon as somebody logs in</translation>
    </message>
    <message>
      <source>The till was stopped suddenly: the receipt is back</source>
      <translation>The till was stopped suddenly: the receipt is back</translation>
    </message>
  </context>
  <context>
    <name>parked</name>
    <message numerus="yes">
      <source>%n parked receipt(s)</source>
      <translation>
        <numerusform>%n parked receipt</numerusform>
        <numerusform>%n parked receipts</numerusform>
      </translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Back</translation>
    </message>
    <message>
      <source>It is empty</source>
      <translation>It is empty</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>No receipt is parked at this till.</source>
      <translation>No receipt is parked at this till.</translation>
    </message>
    <message>
      <source>Park this receipt</source>
      <translation>Park this receipt</translation>
    </message>
    <message>
      <source>Take up</source>
      <translation>Take up</translation>
    </message>
    <message>
      <source>The parked receipt is thrown away; it is written down</source>
      <translation>The parked receipt is thrown away; it is written down</translation>
    </message>
    <message>
      <source>The receipt is on the screen again; nothing has changed since</source>
      <translation>The receipt is on the screen again; nothing has changed since</translation>
    </message>
    <message>
      <source>The receipt is parked</source>
      <translation>The receipt is parked</translation>
    </message>
    <message>
      <source>The receipt on the screen</source>
      <translation>The receipt on the screen</translation>
    </message>
    <message>
      <source>The receipt on the screen is empty</source>
      <translation>The receipt on the screen is empty</translation>
    </message>
    <message>
      <source>Throw away</source>
      <translation>Throw away</translation>
    </message>
    <message>
      <source>Touch a parked receipt first</source>
      <translation>Touch a parked receipt first</translation>
    </message>
    <message>
      <source>park the receipt on the screen first</source>
      <translation>park the receipt on the screen first</translation>
    </message>
    <message>
      <source>touch a parked receipt</source>
      <translation>touch a parked receipt</translation>
    </message>
    <message>
      <source>with or without a name</source>
      <translation>with or without a name</translation>
    </message>
  </context>
  <context>
    <name>parking</name>
    <message numerus="yes">
      <source>%n line(s)</source>
      <translation>
        <numerusform>%n line</numerusform>
        <numerusform>%n lines</numerusform>
      </translation>
    </message>
    <message>
      <source>Receipt No. {number}</source>
      <translation>Receipt No. {number}</translation>
    </message>
  </context>
  <context>
    <name>payment</name>
    <message>
      <source>A card has been charged: pay the rest</source>
      <translation>A card has been charged: pay the rest</translation>
    </message>
    <message>
      <source>A copy is being printed</source>
      <translation>A copy is being printed</translation>
    </message>
    <message>
      <source>A gift card is sold on this receipt</source>
      <translation>A gift card is sold on this receipt</translation>
    </message>
    <message>
      <source>Approved</source>
      <translation>Approved</translation>
    </message>
    <message>
      <source>Ask again</source>
      <translation>Ask again</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Back</translation>
    </message>
    <message>
      <source>By card</source>
      <translation>By card</translation>
    </message>
    <message>
      <source>Call a manager: the money is to be moved back on the terminal</source>
      <translation>Call a manager: the money is to be moved back on the terminal</translation>
    </message>
    <message>
      <source>Call a manager: the slip with that number is to be found</source>
      <translation>Call a manager: the slip with that number is to be found</translation>
    </message>
    <message>
      <source>Cancel it</source>
      <translation>Cancel it</translation>
    </message>
    <message>
      <source>Card</source>
      <translation>Card</translation>
    </message>
    <message>
      <source>Cash</source>
      <translation>Cash</translation>
    </message>
    <message>
      <source>Change</source>
      <translation>Change</translation>
    </message>
    <message>
      <source>Change {sum}</source>
      <translation>Change {sum}</translation>
    </message>
    <message>
      <source>Declined</source>
      <translation>Declined</translation>
    </message>
    <message>
      <source>Earned: {points}</source>
      <translation>Earned: {points}</translation>
    </message>
    <message>
      <source>Exact: {sum}</source>
      <translation>Exact: {sum}</translation>
    </message>
    <message>
      <source>Fast Payments</source>
      <translation>Fast Payments</translation>
    </message>
    <message>
      <source>Finish the payment, or go back to the receipt and scan again</source>
      <translation>Finish the payment, or go back to the receipt and scan again</translation>
    </message>
    <message>
      <source>For a part of the sum, type it first; without a scanner type the card's number</source>
      <translation>For a part of the sum, type it first; without a scanner type the card's number</translation>
    </message>
    <message>
      <source>Gift card</source>
      <translation>Gift card</translation>
    </message>
    <message>
      <source>Gift card {card}</source>
      <translation>Gift card {card}</translation>
    </message>
    <message>
      <source>Gift card {card}: {balance}</source>
      <translation>Gift card {card}: {balance}</translation>
    </message>
    <message>
      <source>Give the cash back</source>
      <translation>Give the cash back</translation>
    </message>
    <message>
      <source>Give the cash back to the buyer: {sum}</source>
      <translation>Give the cash back to the buyer: {sum}</translation>
    </message>
    <message>
      <source>In cash</source>
      <translation>In cash</translation>
    </message>
    <message>
      <source>In cash {sum}</source>
      <translation>In cash {sum}</translation>
    </message>
    <message>
      <source>It has printed</source>
      <translation>It has printed</translation>
    </message>
    <message>
      <source>It is being cancelled on the terminal…</source>
      <translation>It is being cancelled on the terminal…</translation>
    </message>
    <message>
      <source>It must not be done a second time. Where the terminal stays silent look at its last slip: approved, type its number; no slip, cancel.</source>
      <translation>It must not be done a second time. Where the terminal stays silent look at its last slip: approved, type its number; no slip, cancel.</translation>
    </message>
    <message>
      <source>Left to pay</source>
      <translation>Left to pay</translation>
    </message>
    <message>
      <source>Look at the new sum, then pay again</source>
      <translation>Look at the new sum, then pay again</translation>
    </message>
    <message>
      <source>Next receipt</source>
      <translation>Next receipt</translation>
    </message>
    <message>
      <source>No card has been asked for</source>
      <translation>No card has been asked for</translation>
    </message>
    <message>
      <source>No cash has been taken</source>
      <translation>No cash has been taken</translation>
    </message>
    <message>
      <source>Nobody doubts that it prints</source>
      <translation>Nobody doubts that it prints</translation>
    </message>
    <message>
      <source>Nothing has been taken yet</source>
      <translation>Nothing has been taken yet</translation>
    </message>
    <message>
      <source>Number of the slip</source>
      <translation>Number of the slip</translation>
    </message>
    <message>
      <source>Paid</source>
      <translation>Paid</translation>
    </message>
    <message>
      <source>Print a copy</source>
      <translation>Print a copy</translation>
    </message>
    <message>
      <source>Print on “{printer}”</source>
      <translation>Print on “{printer}”</translation>
    </message>
    <message>
      <source>Put this sum on the terminal. Approved: type the number from its slip and touch “Approved”. Declined: touch “Declined”. If the terminal is silent, print its last slip or its report: the card must not be charged twice.</source>
      <translation>Put this sum on the terminal. Approved: type the number from its slip and touch “Approved”. Declined: touch “Declined”. If the terminal is silent, print its last slip or its report: the card must not be charged twice.</translation>
    </message>
    <message>
      <source>Receipt {number} is paid</source>
      <translation>Receipt {number} is paid</translation>
    </message>
    <message>
      <source>Receipt {number}: change {change}</source>
      <translation>Receipt {number}: change {change}</translation>
    </message>
    <message>
      <source>Received, ₽</source>
      <translation>Received, ₽</translation>
    </message>
    <message>
      <source>SBP</source>
      <translation>SBP</translation>
    </message>
    <message>
      <source>Scan the gift card</source>
      <translation>Scan the gift card</translation>
    </message>
    <message>
      <source>Spent: {points}</source>
      <translation>Spent: {points}</translation>
    </message>
    <message>
      <source>Take cash</source>
      <translation>Take cash</translation>
    </message>
    <message>
      <source>The card came before the money: the receipt has it</source>
      <translation>The card came before the money: the receipt has it</translation>
    </message>
    <message>
      <source>The card's answer comes first</source>
      <translation>The card's answer comes first</translation>
    </message>
    <message>
      <source>The next scan begins the next receipt.</source>
      <translation>The next scan begins the next receipt.</translation>
    </message>
    <message>
      <source>The receipt is being paid: the scan was not taken</source>
      <translation>The receipt is being paid: the scan was not taken</translation>
    </message>
    <message>
      <source>The server is asked about the gift card…</source>
      <translation>The server is asked about the gift card…</translation>
    </message>
    <message>
      <source>The slip itself has not been printed yet</source>
      <translation>The slip itself has not been printed yet</translation>
    </message>
    <message>
      <source>The terminal did move {sum}, though “declined” was answered for it</source>
      <translation>The terminal did move {sum}, though “declined” was answered for it</translation>
    </message>
    <message numerus="yes">
      <source>The terminal did not answer, %n time(s) by now. It is asked on what became of it.</source>
      <translation>
        <numerusform>The terminal did not answer, %n time by now. It is asked on what became of it.</numerusform>
        <numerusform>The terminal did not answer, %n times by now. It is asked on what became of it.</numerusform>
      </translation>
    </message>
    <message>
      <source>The terminal did not move {sum}, though “approved” was answered for it</source>
      <translation>The terminal did not move {sum}, though “approved” was answered for it</translation>
    </message>
    <message>
      <source>The terminal has declined</source>
      <translation>The terminal has declined</translation>
    </message>
    <message>
      <source>The terminal is being asked what became of it…</source>
      <translation>The terminal is being asked what became of it…</translation>
    </message>
    <message>
      <source>The terminal is off or cannot be reached</source>
      <translation>The terminal is off or cannot be reached</translation>
    </message>
    <message>
      <source>The terminal waits for the card. Its answer comes here by itself.</source>
      <translation>The terminal waits for the card. Its answer comes here by itself.</translation>
    </message>
    <message>
      <source>The terminal's answer could not be kept. Touch “Ask again”.</source>
      <translation>The terminal's answer could not be kept. Touch “Ask again”.</translation>
    </message>
    <message>
      <source>The till was stopped while the terminal was asked. Do not charge again: look at the terminal's last slip. Approved: type its number and touch “Approved”. No slip or a refusal: touch “Declined”.</source>
      <translation>The till was stopped while the terminal was asked. Do not charge again: look at the terminal's last slip. Approved: type its number and touch “Approved”. No slip or a refusal: touch “Declined”.</translation>
    </message>
    <message>
      <source>There is no slip to copy</source>
      <translation>There is no slip to copy</translation>
    </message>
    <message>
      <source>This is not the number of a gift card: {text}</source>
      <translation>This is not the number of a gift card: {text}</translation>
    </message>
    <message>
      <source>This shop has no gift cards</source>
      <translation>This shop has no gift cards</translation>
    </message>
    <message>
      <source>This till has no printer.</source>
      <translation>This till has no printer.</translation>
    </message>
    <message>
      <source>To pay</source>
      <translation>To pay</translation>
    </message>
    <message>
      <source>Type all digits of the card, or scan it</source>
      <translation>Type all digits of the card, or scan it</translation>
    </message>
    <message>
      <source>Undo payments</source>
      <translation>Undo payments</translation>
    </message>
    <message>
      <source>Without change</source>
      <translation>Without change</translation>
    </message>
    <message>
      <source>approved, {reference}</source>
      <translation>approved, {reference}</translation>
    </message>
    <message>
      <source>by the number typed</source>
      <translation>by the number typed</translation>
    </message>
    <message>
      <source>declined</source>
      <translation>declined</translation>
    </message>
    <message>
      <source>earned {change}</source>
      <translation>earned {change}</translation>
    </message>
    <message>
      <source>or scan</source>
      <translation>or scan</translation>
    </message>
    <message>
      <source>received</source>
      <translation>received</translation>
    </message>
    <message>
      <source>spent points {change}</source>
      <translation>spent points {change}</translation>
    </message>
    <message>
      <source>the terminal answers by itself</source>
      <translation>the terminal answers by itself</translation>
    </message>
    <message>
      <source>the terminal is asked</source>
      <translation>the terminal is asked</translation>
    </message>
    <message>
      <source>touch a note or type the sum</source>
      <translation>touch a note or type the sum</translation>
    </message>
    <message>
      <source>type the number from the slip</source>
      <translation>type the number from the slip</translation>
    </message>
    <message>
      <source>unknown: look at the terminal's slip</source>
      <translation>unknown: look at the terminal's slip</translation>
    </message>
    <message>
      <source>waits for the terminal</source>
      <translation>waits for the terminal</translation>
    </message>
    <message>
      <source>{sum} is missing</source>
      <translation>{sum} is missing</translation>
    </message>
    <message>
      <source>{sum} will be left</source>
      <translation>{sum} will be left</translation>
    </message>
  </context>
  <context>
    <name>people</name>
    <message>
      <source>A badge's numbers belong into the settings: [[selling.card_masks]], kind badge</source>
      <translation>A badge's numbers belong into the settings: [[selling.card_masks]], kind badge</translation>
    </message>
    <message>
      <source>Add a person</source>
      <translation>Add a person</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Back</translation>
    </message>
    <message>
      <source>Let go</source>
      <translation>Let go</translation>
    </message>
    <message>
      <source>Let in again</source>
      <translation>Let in again</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>New PIN</source>
      <translation>New PIN</translation>
    </message>
    <message>
      <source>No badge</source>
      <translation>No badge</translation>
    </message>
    <message>
      <source>Nobody is known here.</source>
      <translation>Nobody is known here.</translation>
    </message>
    <message>
      <source>Only an administrator changes people</source>
      <translation>Only an administrator changes people</translation>
    </message>
    <message>
      <source>People</source>
      <translation>People</translation>
    </message>
    <message>
      <source>Rename</source>
      <translation>Rename</translation>
    </message>
    <message>
      <source>Rights</source>
      <translation>Rights</translation>
    </message>
    <message>
      <source>Scan a badge to give it to the person touched</source>
      <translation>Scan a badge to give it to the person touched</translation>
    </message>
    <message>
      <source>Somebody here is called {name} already</source>
      <translation>Somebody here is called {name} already</translation>
    </message>
    <message>
      <source>This is no badge</source>
      <translation>This is no badge</translation>
    </message>
    <message>
      <source>Touch a person first</source>
      <translation>Touch a person first</translation>
    </message>
    <message>
      <source>Touch the person first, then scan the badge</source>
      <translation>Touch the person first, then scan the badge</translation>
    </message>
    <message>
      <source>Type the new name first</source>
      <translation>Type the new name first</translation>
    </message>
    <message>
      <source>badge</source>
      <translation>badge</translation>
    </message>
    <message>
      <source>does not work here any more</source>
      <translation>does not work here any more</translation>
    </message>
    <message>
      <source>for an administrator</source>
      <translation>for an administrator</translation>
    </message>
    <message>
      <source>type the name</source>
      <translation>type the name</translation>
    </message>
    <message>
      <source>{name} can no longer log in</source>
      <translation>{name} can no longer log in</translation>
    </message>
    <message>
      <source>{name} logs in by this badge now</source>
      <translation>{name} logs in by this badge now</translation>
    </message>
    <message>
      <source>{name}: {role}</source>
      <translation>{name}: {role}</translation>
    </message>
  </context>
  <context>
    <name>permission</name>
    <message>
      <source>A colleague with this right types the PIN or scans the badge: it is written down.</source>
      <translation>A colleague with this right types the PIN or scans the badge: it is written down.</translation>
    </message>
    <message>
      <source>Allow once</source>
      <translation>Allow once</translation>
    </message>
    <message>
      <source>Without it</source>
      <translation>Without it</translation>
    </message>
  </context>
  <context>
    <name>pin</name>
    <message>
      <source>4 to 8 digits, not all the same and not 1234. Nobody else sees them.</source>
      <translation>4 to 8 digits, not all the same and not 1234. Nobody else sees them.</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Back</translation>
    </message>
    <message>
      <source>Keep this PIN</source>
      <translation>Keep this PIN</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>Next</translation>
    </message>
    <message>
      <source>PIN</source>
      <translation>PIN</translation>
    </message>
    <message>
      <source>PIN of {name}</source>
      <translation>PIN of {name}</translation>
    </message>
    <message>
      <source>The PIN of {name} is kept</source>
      <translation>The PIN of {name} is kept</translation>
    </message>
    <message>
      <source>The PIN you have now</source>
      <translation>The PIN you have now</translation>
    </message>
    <message>
      <source>The PIN you were given was for one log-in: choose one that nobody else knows.</source>
      <translation>The PIN you were given was for one log-in: choose one that nobody else knows.</translation>
    </message>
    <message>
      <source>The new PIN</source>
      <translation>The new PIN</translation>
    </message>
    <message>
      <source>The new PIN once more</source>
      <translation>The new PIN once more</translation>
    </message>
    <message>
      <source>The two are not the same</source>
      <translation>The two are not the same</translation>
    </message>
    <message>
      <source>Type the new PIN again</source>
      <translation>Type the new PIN again</translation>
    </message>
    <message>
      <source>the PIN is being kept</source>
      <translation>the PIN is being kept</translation>
    </message>
    <message>
      <source>type the PIN</source>
      <translation>type the PIN</translation>
    </message>
  </context>
  <context>
    <name>points</name>
    <message numerus="yes">
      <source>%n point(s)</source>
      <translation>
        <numerusform>%n point</numerusform>
        <numerusform>%n points</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>practice</name>
    <message>
      <source>A payment or refund is not finished</source>
      <translation>A payment or refund is not finished</translation>
    </message>
    <message>
      <source>A touch is a scan; the telephone can be typed at Buyer</source>
      <translation>A touch is a scan; the telephone can be typed at Buyer</translation>
    </message>
    <message>
      <source>Anna K.</source>
      <translation>Anna K.</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Back</translation>
    </message>
    <message>
      <source>Back to the real till…</source>
      <translation>Back to the real till…</translation>
    </message>
    <message>
      <source>Blank card</source>
      <translation>Blank card</translation>
    </message>
    <message>
      <source>Boris Zh.</source>
      <translation>Boris Zh.</translation>
    </message>
    <message>
      <source>Card payments are approved at once; the real terminal is not asked.</source>
      <translation>Card payments are approved at once; the real terminal is not asked.</translation>
    </message>
    <message>
      <source>Card payments: type any number as that of the terminal's slip.</source>
      <translation>Card payments: type any number as that of the terminal's slip.</translation>
    </message>
    <message>
      <source>Cards to practise with</source>
      <translation>Cards to practise with</translation>
    </message>
    <message>
      <source>Choose a card first</source>
      <translation>Choose a card first</translation>
    </message>
    <message>
      <source>Everybody's PIN here is {pin}.</source>
      <translation>Everybody's PIN here is {pin}.</translation>
    </message>
    <message>
      <source>Finish it first, then practise</source>
      <translation>Finish it first, then practise</translation>
    </message>
    <message>
      <source>Gleb D.</source>
      <translation>Gleb D.</translation>
    </message>
    <message>
      <source>Goods and prices are the shop's. Receipts, shifts, points and the journal are of this training alone; nothing goes to the server, and the drawer stays shut.</source>
      <translation>Goods and prices are the shop's. Receipts, shifts, points and the journal are of this training alone; nothing goes to the server, and the drawer stays shut.</translation>
    </message>
    <message>
      <source>Goods and programme are being copied…</source>
      <translation>Goods and programme are being copied…</translation>
    </message>
    <message>
      <source>Hints at the top show cards, the PIN and the way back</source>
      <translation>Hints at the top show cards, the PIN and the way back</translation>
    </message>
    <message>
      <source>Learner</source>
      <translation>Learner</translation>
    </message>
    <message>
      <source>Leave the training mode</source>
      <translation>Leave the training mode</translation>
    </message>
    <message>
      <source>Mentor</source>
      <translation>Mentor</translation>
    </message>
    <message>
      <source>Nothing is printed.</source>
      <translation>Nothing is printed.</translation>
    </message>
    <message>
      <source>Scan the card</source>
      <translation>Scan the card</translation>
    </message>
    <message>
      <source>Slips come out marked PRACTICE RECEIPT.</source>
      <translation>Slips come out marked PRACTICE RECEIPT.</translation>
    </message>
    <message>
      <source>The settings describe no cards: use the telephones.</source>
      <translation>The settings describe no cards: use the telephones.</translation>
    </message>
    <message>
      <source>The training mode is being opened…</source>
      <translation>The training mode is being opened…</translation>
    </message>
    <message>
      <source>Training mode</source>
      <translation>Training mode</translation>
    </message>
    <message>
      <source>Training mode: nothing here is real</source>
      <translation>Training mode: nothing here is real</translation>
    </message>
    <message>
      <source>Vera S.</source>
      <translation>Vera S.</translation>
    </message>
    <message>
      <source>a new card, nobody's yet: register a buyer</source>
      <translation>a new card, nobody's yet: register a buyer</translation>
    </message>
    <message>
      <source>birthday today, no points</source>
      <translation>birthday today, no points</translation>
    </message>
    <message>
      <source>many points, some expire soon</source>
      <translation>many points, some expire soon</translation>
    </message>
    <message>
      <source>open a shift first</source>
      <translation>open a shift first</translation>
    </message>
    <message>
      <source>points to spend, some wait</source>
      <translation>points to spend, some wait</translation>
    </message>
    <message>
      <source>the account is blocked</source>
      <translation>the account is blocked</translation>
    </message>
    <message>
      <source>the real till asks for your PIN</source>
      <translation>the real till asks for your PIN</translation>
    </message>
  </context>
  <context>
    <name>printing</name>
    <message>
      <source>Cash drawer</source>
      <translation>Cash drawer</translation>
    </message>
    <message>
      <source>{title}, copy</source>
      <translation>{title}, copy</translation>
    </message>
  </context>
  <context>
    <name>programme</name>
    <message numerus="yes">
      <source>%n day(s)</source>
      <translation>
        <numerusform>%n day</numerusform>
        <numerusform>%n days</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n time(s)</source>
      <translation>
        <numerusform>%n time</numerusform>
        <numerusform>%n times</numerusform>
      </translation>
    </message>
    <message>
      <source>a birthday</source>
      <translation>a birthday</translation>
    </message>
    <message>
      <source>a day</source>
      <translation>a day</translation>
    </message>
    <message>
      <source>a month</source>
      <translation>a month</translation>
    </message>
    <message>
      <source>a year</source>
      <translation>a year</translation>
    </message>
    <message numerus="yes">
      <source>after %n day(s)</source>
      <translation>
        <numerusform>after %n day</numerusform>
        <numerusform>after %n days</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>after %n hour(s)</source>
      <translation>
        <numerusform>after %n hour</numerusform>
        <numerusform>after %n hours</numerusform>
      </translation>
    </message>
    <message>
      <source>are forgiven</source>
      <translation>are forgiven</translation>
    </message>
    <message>
      <source>as the programme says</source>
      <translation>as the programme says</translation>
    </message>
    <message>
      <source>at once</source>
      <translation>at once</translation>
    </message>
    <message>
      <source>at the next recalculation</source>
      <translation>at the next recalculation</translation>
    </message>
    <message>
      <source>become a debt</source>
      <translation>become a debt</translation>
    </message>
    <message numerus="yes">
      <source>better terms: %n working day(s)</source>
      <translation>
        <numerusform>better terms: %n working day</numerusform>
        <numerusform>better terms: %n working days</numerusform>
      </translation>
    </message>
    <message>
      <source>brands: {names}</source>
      <translation>brands: {names}</translation>
    </message>
    <message numerus="yes">
      <source>by one step after %n day(s) without purchases</source>
      <translation>
        <numerusform>by one step after %n day without purchases</numerusform>
        <numerusform>by one step after %n days without purchases</numerusform>
      </translation>
    </message>
    <message>
      <source>categories: {names}</source>
      <translation>categories: {names}</translation>
    </message>
    <message>
      <source>down</source>
      <translation>down</translation>
    </message>
    <message>
      <source>falls by one step</source>
      <translation>falls by one step</translation>
    </message>
    <message>
      <source>falls to the level earned</source>
      <translation>falls to the level earned</translation>
    </message>
    <message>
      <source>for a member</source>
      <translation>for a member</translation>
    </message>
    <message>
      <source>for a promo code</source>
      <translation>for a promo code</translation>
    </message>
    <message>
      <source>for ever</source>
      <translation>for ever</translation>
    </message>
    <message>
      <source>for everybody together</source>
      <translation>for everybody together</translation>
    </message>
    <message>
      <source>from the next day</source>
      <translation>from the next day</translation>
    </message>
    <message>
      <source>in the whole campaign</source>
      <translation>in the whole campaign</translation>
    </message>
    <message>
      <source>limit {amount} {period} {per}</source>
      <translation>limit {amount} {period} {per}</translation>
    </message>
    <message>
      <source>never</source>
      <translation>never</translation>
    </message>
    <message>
      <source>never falls</source>
      <translation>never falls</translation>
    </message>
    <message>
      <source>no</source>
      <translation>no</translation>
    </message>
    <message>
      <source>none</source>
      <translation>none</translation>
    </message>
    <message>
      <source>not possible</source>
      <translation>not possible</translation>
    </message>
    <message>
      <source>nothing</source>
      <translation>nothing</translation>
    </message>
    <message>
      <source>nothing is promised</source>
      <translation>nothing is promised</translation>
    </message>
    <message>
      <source>of all time</source>
      <translation>of all time</translation>
    </message>
    <message>
      <source>of the goods that points may pay for</source>
      <translation>of the goods that points may pay for</translation>
    </message>
    <message numerus="yes">
      <source>of the last %n day(s)</source>
      <translation>
        <numerusform>of the last %n day</numerusform>
        <numerusform>of the last %n days</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>of the last %n month(s)</source>
      <translation>
        <numerusform>of the last %n month</numerusform>
        <numerusform>of the last %n months</numerusform>
      </translation>
    </message>
    <message>
      <source>of the sum before points are spent</source>
      <translation>of the sum before points are spent</translation>
    </message>
    <message>
      <source>of the whole receipt</source>
      <translation>of the whole receipt</translation>
    </message>
    <message>
      <source>of what is paid in money</source>
      <translation>of what is paid in money</translation>
    </message>
    <message>
      <source>on a receipt</source>
      <translation>on a receipt</translation>
    </message>
    <message>
      <source>products: {names}</source>
      <translation>products: {names}</translation>
    </message>
    <message>
      <source>segments: {names}</source>
      <translation>segments: {names}</translation>
    </message>
    <message>
      <source>since 1 January</source>
      <translation>since 1 January</translation>
    </message>
    <message>
      <source>stands alone, with no other promotion</source>
      <translation>stands alone, with no other promotion</translation>
    </message>
    <message>
      <source>stop the points of the return</source>
      <translation>stop the points of the return</translation>
    </message>
    <message>
      <source>stores: {names}</source>
      <translation>stores: {names}</translation>
    </message>
    <message>
      <source>suppliers: {names}</source>
      <translation>suppliers: {names}</translation>
    </message>
    <message>
      <source>tags: {names}</source>
      <translation>tags: {names}</translation>
    </message>
    <message>
      <source>the best of the group “{group}”</source>
      <translation>the best of the group “{group}”</translation>
    </message>
    <message>
      <source>the level's discount comes on top</source>
      <translation>the level's discount comes on top</translation>
    </message>
    <message>
      <source>through {date}</source>
      <translation>through {date}</translation>
    </message>
    <message numerus="yes">
      <source>to the base level after %n day(s) without purchases</source>
      <translation>
        <numerusform>to the base level after %n day without purchases</numerusform>
        <numerusform>to the base level after %n days without purchases</numerusform>
      </translation>
    </message>
    <message>
      <source>to the end of the month</source>
      <translation>to the end of the month</translation>
    </message>
    <message numerus="yes">
      <source>to the end of the month, %n month(s) later</source>
      <translation>
        <numerusform>to the end of the month, %n month later</numerusform>
        <numerusform>to the end of the month, %n months later</numerusform>
      </translation>
    </message>
    <message>
      <source>to the nearest</source>
      <translation>to the nearest</translation>
    </message>
    <message>
      <source>up to {points} a card</source>
      <translation>up to {points} a card</translation>
    </message>
    <message>
      <source>usable {when}, live {long}</source>
      <translation>usable {when}, live {long}</translation>
    </message>
    <message>
      <source>when: {conditions}</source>
      <translation>when: {conditions}</translation>
    </message>
    <message>
      <source>within the points reserved for the store</source>
      <translation>within the points reserved for the store</translation>
    </message>
    <message>
      <source>within the points reserved for the store, and a little in advance</source>
      <translation>within the points reserved for the store, and a little in advance</translation>
    </message>
    <message numerus="yes">
      <source>worse terms: %n day(s)</source>
      <translation>
        <numerusform>worse terms: %n day</numerusform>
        <numerusform>worse terms: %n days</numerusform>
      </translation>
    </message>
    <message>
      <source>yes</source>
      <translation>yes</translation>
    </message>
    <message>
      <source>{gift} ({names}, for {price})</source>
      <translation>{gift} ({names}, for {price})</translation>
    </message>
    <message>
      <source>{names} and {count} more</source>
      <translation>{names} and {count} more</translation>
    </message>
    <message>
      <source>“{name}”: {terms}</source>
      <translation>“{name}”: {terms}</translation>
    </message>
  </context>
  <context>
    <name>provision</name>
    <message>
      <source>And every setting, as “cashier-app config --describe” shows it:</source>
      <translation>And every setting, as “cashier-app config --describe” shows it:</translation>
    </message>
    <message>
      <source>Answers for “cashier-app provision FILE”: what is said here is set up.</source>
      <translation>Answers for “cashier-app provision FILE”: what is said here is set up.</translation>
    </message>
    <message>
      <source>Everything is set up as the answers say</source>
      <translation>Everything is set up as the answers say</translation>
    </message>
    <message>
      <source>File {name}</source>
      <translation>File {name}</translation>
    </message>
    <message>
      <source>First administrator</source>
      <translation>First administrator</translation>
    </message>
    <message>
      <source>Goods</source>
      <translation>Goods</translation>
    </message>
    <message>
      <source>Joining the central server as a store node</source>
      <translation>Joining the central server as a store node</translation>
    </message>
    <message>
      <source>Joining the loyalty server</source>
      <translation>Joining the loyalty server</translation>
    </message>
    <message>
      <source>Loyalty programme</source>
      <translation>Loyalty programme</translation>
    </message>
    <message>
      <source>Name the answers file, or --describe</source>
      <translation>Name the answers file, or --describe</translation>
    </message>
    <message>
      <source>Not everything is set up: the same command goes on from here</source>
      <translation>Not everything is set up: the same command goes on from here</translation>
    </message>
    <message>
      <source>Others on this machine can read the secrets in {file}: chmod 600 {file}</source>
      <translation>Others on this machine can read the secrets in {file}: chmod 600 {file}</translation>
    </message>
    <message>
      <source>PIN: </source>
      <translation>PIN: </translation>
    </message>
    <message>
      <source>Sections of the answers file:</source>
      <translation>Sections of the answers file:</translation>
    </message>
    <message>
      <source>Setting {key}</source>
      <translation>Setting {key}</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Settings</translation>
    </message>
    <message>
      <source>What was set otherwise was left so; --overwrite sets it as the answers say</source>
      <translation>What was set otherwise was left so; --overwrite sets it as the answers say</translation>
    </message>
    <message>
      <source>done</source>
      <translation>done</translation>
    </message>
    <message>
      <source>failed</source>
      <translation>failed</translation>
    </message>
    <message>
      <source>set otherwise</source>
      <translation>set otherwise</translation>
    </message>
    <message>
      <source>so already</source>
      <translation>so already</translation>
    </message>
    <message>
      <source>this till belongs to store {store}</source>
      <translation>this till belongs to store {store}</translation>
    </message>
    <message>
      <source>version {version}</source>
      <translation>version {version}</translation>
    </message>
    <message>
      <source>would be done</source>
      <translation>would be done</translation>
    </message>
    <message>
      <source>{others} work here already; {name} is added on the till's screen</source>
      <translation>{others} work here already; {name} is added on the till's screen</translation>
    </message>
  </context>
  <context>
    <name>quick</name>
    <message>
      <source>A folder holds goods alone</source>
      <translation>A folder holds goods alone</translation>
    </message>
    <message>
      <source>A picture for “{name}”</source>
      <translation>A picture for “{name}”</translation>
    </message>
    <message>
      <source>Add goods</source>
      <translation>Add goods</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Back</translation>
    </message>
    <message>
      <source>Choose a folder first</source>
      <translation>Choose a folder first</translation>
    </message>
    <message>
      <source>Choose a tile first</source>
      <translation>Choose a tile first</translation>
    </message>
    <message>
      <source>Choose the picture first</source>
      <translation>Choose the picture first</translation>
    </message>
    <message>
      <source>Earlier</source>
      <translation>Earlier</translation>
    </message>
    <message>
      <source>Folder's name</source>
      <translation>Folder's name</translation>
    </message>
    <message>
      <source>Later</source>
      <translation>Later</translation>
    </message>
    <message>
      <source>New folder</source>
      <translation>New folder</translation>
    </message>
    <message>
      <source>No PNG or JPEG file lies on a stick, or in the folder “pictures” beside the data.</source>
      <translation>No PNG or JPEG file lies on a stick, or in the folder “pictures” beside the data.</translation>
    </message>
    <message>
      <source>Nothing is laid out here yet. Add goods, or make a folder.</source>
      <translation>Nothing is laid out here yet. Add goods, or make a folder.</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Open</translation>
    </message>
    <message>
      <source>Picture</source>
      <translation>Picture</translation>
    </message>
    <message>
      <source>Quick goods</source>
      <translation>Quick goods</translation>
    </message>
    <message>
      <source>Rename</source>
      <translation>Rename</translation>
    </message>
    <message>
      <source>Take off the page</source>
      <translation>Take off the page</translation>
    </message>
    <message>
      <source>To the goods</source>
      <translation>To the goods</translation>
    </message>
    <message>
      <source>Type the folder's name first</source>
      <translation>Type the folder's name first</translation>
    </message>
    <message>
      <source>folder: a second touch opens it</source>
      <translation>folder: a second touch opens it</translation>
    </message>
    <message>
      <source>with a picture</source>
      <translation>with a picture</translation>
    </message>
  </context>
  <context>
    <name>receipt</name>
    <message numerus="yes">
      <source>%n more point(s) will become spendable</source>
      <translation>
        <numerusform>%n more point will become spendable</numerusform>
        <numerusform>%n more points will become spendable</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n point(s) will be lost after {date}</source>
      <translation>
        <numerusform>%n point will be lost after {date}</numerusform>
        <numerusform>%n points will be lost after {date}</numerusform>
      </translation>
    </message>
    <message>
      <source>({points} for this purchase)</source>
      <translation>({points} for this purchase)</translation>
    </message>
    <message>
      <source>A gift stays with the buyer</source>
      <translation>A gift stays with the buyer</translation>
    </message>
    <message>
      <source>A new coupon: {name}</source>
      <translation>A new coupon: {name}</translation>
    </message>
    <message>
      <source>A new coupon: {name}, until {date}</source>
      <translation>A new coupon: {name}, until {date}</translation>
    </message>
    <message>
      <source>Buyer's name</source>
      <translation>Buyer's name</translation>
    </message>
    <message>
      <source>By Fast Payments (SBP)</source>
      <translation>By Fast Payments (SBP)</translation>
    </message>
    <message>
      <source>By card</source>
      <translation>By card</translation>
    </message>
    <message>
      <source>By gift card {card}</source>
      <translation>By gift card {card}</translation>
    </message>
    <message>
      <source>By gift cards</source>
      <translation>By gift cards</translation>
    </message>
    <message>
      <source>By receipt {number}</source>
      <translation>By receipt {number}</translation>
    </message>
    <message>
      <source>COPY</source>
      <translation>COPY</translation>
    </message>
    <message>
      <source>Card {card}: {points} for this purchase</source>
      <translation>Card {card}: {points} for this purchase</translation>
    </message>
    <message>
      <source>Coupon used: {name}</source>
      <translation>Coupon used: {name}</translation>
    </message>
    <message>
      <source>Discounts</source>
      <translation>Discounts</translation>
    </message>
    <message>
      <source>For a return, show this code</source>
      <translation>For a return, show this code</translation>
    </message>
    <message>
      <source>Given back in points</source>
      <translation>Given back in points</translation>
    </message>
    <message>
      <source>Given back to the gift card {card}</source>
      <translation>Given back to the gift card {card}</translation>
    </message>
    <message>
      <source>INN {inn}</source>
      <translation>INN {inn}</translation>
    </message>
    <message>
      <source>In cash</source>
      <translation>In cash</translation>
    </message>
    <message>
      <source>Left on the gift card {card}</source>
      <translation>Left on the gift card {card}</translation>
    </message>
    <message>
      <source>New level from the next purchase: {level}</source>
      <translation>New level from the next purchase: {level}</translation>
    </message>
    <message>
      <source>New level from {date}: {level}</source>
      <translation>New level from {date}: {level}</translation>
    </message>
    <message>
      <source>Nothing was sold and nothing was paid</source>
      <translation>Nothing was sold and nothing was paid</translation>
    </message>
    <message>
      <source>PRACTICE RECEIPT</source>
      <translation>PRACTICE RECEIPT</translation>
    </message>
    <message>
      <source>Paid for the gift before</source>
      <translation>Paid for the gift before</translation>
    </message>
    <message>
      <source>Paid with points</source>
      <translation>Paid with points</translation>
    </message>
    <message>
      <source>Points: before {points}</source>
      <translation>Points: before {points}</translation>
    </message>
    <message>
      <source>Promo code {code}: {name}</source>
      <translation>Promo code {code}: {name}</translation>
    </message>
    <message>
      <source>Put on the gift card {card}</source>
      <translation>Put on the gift card {card}</translation>
    </message>
    <message>
      <source>RETURN OF GOODS</source>
      <translation>RETURN OF GOODS</translation>
    </message>
    <message>
      <source>Reason: {reason}</source>
      <translation>Reason: {reason}</translation>
    </message>
    <message>
      <source>Receipt {number}</source>
      <translation>Receipt {number}</translation>
    </message>
    <message>
      <source>Return {number}</source>
      <translation>Return {number}</translation>
    </message>
    <message>
      <source>Rounding in your favour</source>
      <translation>Rounding in your favour</translation>
    </message>
    <message>
      <source>Signature for the money</source>
      <translation>Signature for the money</translation>
    </message>
    <message>
      <source>TO GIVE BACK</source>
      <translation>TO GIVE BACK</translation>
    </message>
    <message>
      <source>TO PAY</source>
      <translation>TO PAY</translation>
    </message>
    <message>
      <source>They come to the card when the till has a connection</source>
      <translation>They come to the card when the till has a connection</translation>
    </message>
    <message>
      <source>This is not a fiscal document</source>
      <translation>This is not a fiscal document</translation>
    </message>
    <message>
      <source>Till {till} · shift {shift} · cashier {cashier}</source>
      <translation>Till {till} · shift {shift} · cashier {cashier}</translation>
    </message>
    <message>
      <source>To the level “{level}”: {sum}</source>
      <translation>To the level “{level}”: {sum}</translation>
    </message>
    <message>
      <source>Without a receipt</source>
      <translation>Without a receipt</translation>
    </message>
    <message>
      <source>Without discounts</source>
      <translation>Without discounts</translation>
    </message>
    <message>
      <source>You saved</source>
      <translation>You saved</translation>
    </message>
    <message>
      <source>advance payment</source>
      <translation>advance payment</translation>
    </message>
    <message>
      <source>as of {time}</source>
      <translation>as of {time}</translation>
    </message>
    <message>
      <source>card {card}</source>
      <translation>card {card}</translation>
    </message>
    <message>
      <source>change {sum}</source>
      <translation>change {sum}</translation>
    </message>
    <message>
      <source>earned {points}</source>
      <translation>earned {points}</translation>
    </message>
    <message>
      <source>given back {points}</source>
      <translation>given back {points}</translation>
    </message>
    <message>
      <source>including VAT {rate}</source>
      <translation>including VAT {rate}</translation>
    </message>
    <message>
      <source>kg</source>
      <translation>kg</translation>
    </message>
    <message>
      <source>l</source>
      <translation>l</translation>
    </message>
    <message>
      <source>m</source>
      <translation>m</translation>
    </message>
    <message>
      <source>now {points}</source>
      <translation>now {points}</translation>
    </message>
    <message>
      <source>spent {points}</source>
      <translation>spent {points}</translation>
    </message>
    <message>
      <source>taken back {points}</source>
      <translation>taken back {points}</translation>
    </message>
    <message>
      <source>to pay</source>
      <translation>to pay</translation>
    </message>
    <message>
      <source>valid until {date}</source>
      <translation>valid until {date}</translation>
    </message>
    <message>
      <source>with points</source>
      <translation>with points</translation>
    </message>
    <message>
      <source>without VAT</source>
      <translation>without VAT</translation>
    </message>
    <message>
      <source>{name} (a gift)</source>
      <translation>{name} (a gift)</translation>
    </message>
    <message>
      <source>{points} of those spent in advance: the server could not be asked</source>
      <translation>{points} of those spent in advance: the server could not be asked</translation>
    </message>
  </context>
  <context>
    <name>receipt_text</name>
    <message>
      <source> (and {count} more)</source>
      <translation> (and {count} more)</translation>
    </message>
    <message>
      <source>As it was</source>
      <translation>As it was</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Back</translation>
    </message>
    <message>
      <source>Card holder</source>
      <translation>Card holder</translation>
    </message>
    <message>
      <source>Goods, sums, taxes and the law's line always stay.</source>
      <translation>Goods, sums, taxes and the law's line always stay.</translation>
    </message>
    <message>
      <source>Head and foot of receipts</source>
      <translation>Head and foot of receipts</translation>
    </message>
    <message>
      <source>Lines of the receipt</source>
      <translation>Lines of the receipt</translation>
    </message>
    <message>
      <source>No card</source>
      <translation>No card</translation>
    </message>
    <message>
      <source>Not kept yet: receipts still come out as before.</source>
      <translation>Not kept yet: receipts still come out as before.</translation>
    </message>
    <message>
      <source>Print so from now on</source>
      <translation>Print so from now on</translation>
    </message>
    <message>
      <source>Receipts come out so from now on</source>
      <translation>Receipts come out so from now on</translation>
    </message>
    <message>
      <source>Return</source>
      <translation>Return</translation>
    </message>
    <message>
      <source>The file {file} leads, by the settings: it is changed there.</source>
      <translation>The file {file} leads, by the settings: it is changed there.</translation>
    </message>
    <message>
      <source>The receipt</source>
      <translation>The receipt</translation>
    </message>
    <message>
      <source>What can be written</source>
      <translation>What can be written</translation>
    </message>
    <message>
      <source>Width {columns}</source>
      <translation>Width {columns}</translation>
    </message>
    <message>
      <source>a file leads</source>
      <translation>a file leads</translation>
    </message>
    <message>
      <source>mend line {line}</source>
      <translation>mend line {line}</translation>
    </message>
    <message>
      <source>nothing has changed</source>
      <translation>nothing has changed</translation>
    </message>
  </context>
  <context>
    <name>registering</name>
    <message>
      <source>A new card</source>
      <translation>A new card</translation>
    </message>
    <message>
      <source>Ask: may we keep your data for the loyalty programme?</source>
      <translation>Ask: may we keep your data for the loyalty programme?</translation>
    </message>
    <message>
      <source>Birthday</source>
      <translation>Birthday</translation>
    </message>
    <message>
      <source>Card</source>
      <translation>Card</translation>
    </message>
    <message>
      <source>Consent: not asked yet</source>
      <translation>Consent: not asked yet</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>Next</translation>
    </message>
    <message>
      <source>Register</source>
      <translation>Register</translation>
    </message>
    <message>
      <source>Telephone</source>
      <translation>Telephone</translation>
    </message>
    <message>
      <source>The buyer agrees</source>
      <translation>The buyer agrees</translation>
    </message>
    <message>
      <source>The card {mask}</source>
      <translation>The card {mask}</translation>
    </message>
    <message>
      <source>The telephone {mask}</source>
      <translation>The telephone {mask}</translation>
    </message>
    <message>
      <source>To the receipt</source>
      <translation>To the receipt</translation>
    </message>
    <message>
      <source>all eleven digits</source>
      <translation>all eleven digits</translation>
    </message>
    <message>
      <source>ask for the buyer's consent</source>
      <translation>ask for the buyer's consent</translation>
    </message>
    <message>
      <source>day and month, may be left out: 24.11</source>
      <translation>day and month, may be left out: 24.11</translation>
    </message>
    <message>
      <source>it is being written</source>
      <translation>it is being written</translation>
    </message>
    <message>
      <source>may be left out: Anna Kuznetsova</source>
      <translation>may be left out: Anna Kuznetsova</translation>
    </message>
    <message>
      <source>scan a card or type the telephone</source>
      <translation>scan a card or type the telephone</translation>
    </message>
    <message>
      <source>scan a new card, if there is one</source>
      <translation>scan a new card, if there is one</translation>
    </message>
    <message>
      <source>to the processing of personal data</source>
      <translation>to the processing of personal data</translation>
    </message>
  </context>
  <context>
    <name>report</name>
    <message>
      <source>1. The line that reads as Russian names the slot and the encoding to set:</source>
      <translation>1. The line that reads as Russian names the slot and the encoding to set:</translation>
    </message>
    <message>
      <source>2. Hieroglyphs in the line off: set fs_dot = true; a dot before on: false</source>
      <translation>2. Hieroglyphs in the line off: set fs_dot = true; a dot before on: false</translation>
    </message>
    <message>
      <source>3. The column in which the ruler breaks is the width to set:</source>
      <translation>3. The column in which the ruler breaks is the width to set:</translation>
    </message>
    <message>
      <source>4. Codes drawn by the printer; nothing or rubbish here: set image</source>
      <translation>4. Codes drawn by the printer; nothing or rubbish here: set image</translation>
    </message>
    <message>
      <source>5. The paper must be cut below this line; else set cut = none</source>
      <translation>5. The paper must be cut below this line; else set cut = none</translation>
    </message>
    <message>
      <source>Bold</source>
      <translation>Bold</translation>
    </message>
    <message>
      <source>CASH IN</source>
      <translation>CASH IN</translation>
    </message>
    <message>
      <source>CASH IN THE DRAWER</source>
      <translation>CASH IN THE DRAWER</translation>
    </message>
    <message>
      <source>CASH OUT</source>
      <translation>CASH OUT</translation>
    </message>
    <message>
      <source>Cash at opening</source>
      <translation>Cash at opening</translation>
    </message>
    <message>
      <source>Cash from sales</source>
      <translation>Cash from sales</translation>
    </message>
    <message>
      <source>Cash given back</source>
      <translation>Cash given back</translation>
    </message>
    <message>
      <source>Cash rounding</source>
      <translation>Cash rounding</translation>
    </message>
    <message>
      <source>Counted</source>
      <translation>Counted</translation>
    </message>
    <message>
      <source>DRAWER COUNT</source>
      <translation>DRAWER COUNT</translation>
    </message>
    <message>
      <source>Discounts in sales</source>
      <translation>Discounts in sales</translation>
    </message>
    <message>
      <source>Lines cancelled</source>
      <translation>Lines cancelled</translation>
    </message>
    <message>
      <source>MISSING</source>
      <translation>MISSING</translation>
    </message>
    <message>
      <source>Opened {time}, {name}</source>
      <translation>Opened {time}, {name}</translation>
    </message>
    <message>
      <source>PRINTER TEST</source>
      <translation>PRINTER TEST</translation>
    </message>
    <message>
      <source>Plain</source>
      <translation>Plain</translation>
    </message>
    <message>
      <source>Points given</source>
      <translation>Points given</translation>
    </message>
    <message>
      <source>Points given back by returns</source>
      <translation>Points given back by returns</translation>
    </message>
    <message>
      <source>Points spent</source>
      <translation>Points spent</translation>
    </message>
    <message>
      <source>Points taken back by returns</source>
      <translation>Points taken back by returns</translation>
    </message>
    <message>
      <source>Printed for {name}</source>
      <translation>Printed for {name}</translation>
    </message>
    <message>
      <source>Printer test</source>
      <translation>Printer test</translation>
    </message>
    <message>
      <source>Put in</source>
      <translation>Put in</translation>
    </message>
    <message>
      <source>Reason: {reason}</source>
      <translation>Reason: {reason}</translation>
    </message>
    <message>
      <source>Receipts</source>
      <translation>Receipts</translation>
    </message>
    <message>
      <source>Receipts cancelled</source>
      <translation>Receipts cancelled</translation>
    </message>
    <message>
      <source>Receipts with a card</source>
      <translation>Receipts with a card</translation>
    </message>
    <message>
      <source>Returns</source>
      <translation>Returns</translation>
    </message>
    <message>
      <source>Sales</source>
      <translation>Sales</translation>
    </message>
    <message>
      <source>Set: {columns} columns, {encoding}, slot {slot}</source>
      <translation>Set: {columns} columns, {encoding}, slot {slot}</translation>
    </message>
    <message>
      <source>Shift {shift}</source>
      <translation>Shift {shift}</translation>
    </message>
    <message>
      <source>Shift {shift} closed</source>
      <translation>Shift {shift} closed</translation>
    </message>
    <message>
      <source>Shift {shift} goes on</source>
      <translation>Shift {shift} goes on</translation>
    </message>
    <message>
      <source>Signature</source>
      <translation>Signature</translation>
    </message>
    <message>
      <source>Stays in the drawer</source>
      <translation>Stays in the drawer</translation>
    </message>
    <message>
      <source>Sum</source>
      <translation>Sum</translation>
    </message>
    <message>
      <source>TAKINGS</source>
      <translation>TAKINGS</translation>
    </message>
    <message>
      <source>TOO MUCH</source>
      <translation>TOO MUCH</translation>
    </message>
    <message>
      <source>Taken out</source>
      <translation>Taken out</translation>
    </message>
    <message>
      <source>Tall</source>
      <translation>Tall</translation>
    </message>
    <message>
      <source>The count agrees</source>
      <translation>The count agrees</translation>
    </message>
    <message>
      <source>The next line must fill the paper and not run over:</source>
      <translation>The next line must fill the paper and not run over:</translation>
    </message>
    <message>
      <source>Till {till}</source>
      <translation>Till {till}</translation>
    </message>
    <message>
      <source>To hand over</source>
      <translation>To hand over</translation>
    </message>
    <message>
      <source>VAT {rate} of {sum}</source>
      <translation>VAT {rate} of {sum}</translation>
    </message>
    <message>
      <source>X REPORT</source>
      <translation>X REPORT</translation>
    </message>
    <message>
      <source>Z REPORT</source>
      <translation>Z REPORT</translation>
    </message>
    <message>
      <source>of them by a manager's word</source>
      <translation>of them by a manager's word</translation>
    </message>
    <message>
      <source>of them gift cards returned</source>
      <translation>of them gift cards returned</translation>
    </message>
    <message>
      <source>of them gift cards sold (advance)</source>
      <translation>of them gift cards sold (advance)</translation>
    </message>
  </context>
  <context>
    <name>reports</name>
    <message numerus="yes">
      <source>%n sale(s)</source>
      <translation>
        <numerusform>%n sale</numerusform>
        <numerusform>%n sales</numerusform>
      </translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Back</translation>
    </message>
    <message>
      <source>Kept Z reports</source>
      <translation>Kept Z reports</translation>
    </message>
    <message>
      <source>No shift has been closed at this till yet.</source>
      <translation>No shift has been closed at this till yet.</translation>
    </message>
    <message>
      <source>Print again</source>
      <translation>Print again</translation>
    </message>
    <message>
      <source>Shift {number}</source>
      <translation>Shift {number}</translation>
    </message>
    <message>
      <source>The report is being printed</source>
      <translation>The report is being printed</translation>
    </message>
    <message>
      <source>missing {sum}</source>
      <translation>missing {sum}</translation>
    </message>
    <message>
      <source>too much {sum}</source>
      <translation>too much {sum}</translation>
    </message>
    <message>
      <source>touch a report</source>
      <translation>touch a report</translation>
    </message>
  </context>
  <context>
    <name>return</name>
    <message>
      <source>A refund of {sum} on the terminal · {kind}</source>
      <translation>A refund of {sum} on the terminal · {kind}</translation>
    </message>
    <message>
      <source>A refund waits for the terminal's answer: the scan was not taken</source>
      <translation>A refund waits for the terminal's answer: the scan was not taken</translation>
    </message>
    <message>
      <source>Another receipt</source>
      <translation>Another receipt</translation>
    </message>
    <message>
      <source>Answer first, then scan again</source>
      <translation>Answer first, then scan again</translation>
    </message>
    <message>
      <source>Approved: type the number from the terminal's slip and touch “Approved”. Declined: touch “Declined”, and nothing is returned.</source>
      <translation>Approved: type the number from the terminal's slip and touch “Approved”. Declined: touch “Declined”, and nothing is returned.</translation>
    </message>
    <message>
      <source>Asking the server for the receipt…</source>
      <translation>Asking the server for the receipt…</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Back</translation>
    </message>
    <message>
      <source>By name</source>
      <translation>By name</translation>
    </message>
    <message>
      <source>Card</source>
      <translation>Card</translation>
    </message>
    <message>
      <source>Card number</source>
      <translation>Card number</translation>
    </message>
    <message>
      <source>Choose a receipt first</source>
      <translation>Choose a receipt first</translation>
    </message>
    <message>
      <source>Date</source>
      <translation>Date</translation>
    </message>
    <message>
      <source>Day, as 21.11</source>
      <translation>Day, as 21.11</translation>
    </message>
    <message>
      <source>Declined: give cash</source>
      <translation>Declined: give cash</translation>
    </message>
    <message>
      <source>Defective</source>
      <translation>Defective</translation>
    </message>
    <message>
      <source>Everything</source>
      <translation>Everything</translation>
    </message>
    <message>
      <source>Give back</source>
      <translation>Give back</translation>
    </message>
    <message>
      <source>Give back in cash</source>
      <translation>Give back in cash</translation>
    </message>
    <message>
      <source>Given back</source>
      <translation>Given back</translation>
    </message>
    <message>
      <source>Given back on the terminal</source>
      <translation>Given back on the terminal</translation>
    </message>
    <message>
      <source>It is asked for again by itself in a moment.</source>
      <translation>It is asked for again by itself in a moment.</translation>
    </message>
    <message>
      <source>It is not this chain's, or the till that made it has had no connection since. A manager can give money back for the goods; the points follow by themselves.</source>
      <translation>It is not this chain's, or the till that made it has had no connection since. A manager can give money back for the goods; the points follow by themselves.</translation>
    </message>
    <message>
      <source>Keep the reason</source>
      <translation>Keep the reason</translation>
    </message>
    <message>
      <source>Money only</source>
      <translation>Money only</translation>
    </message>
    <message>
      <source>Not suitable</source>
      <translation>Not suitable</translation>
    </message>
    <message>
      <source>Number</source>
      <translation>Number</translation>
    </message>
    <message>
      <source>Other…</source>
      <translation>Other…</translation>
    </message>
    <message>
      <source>Our mistake</source>
      <translation>Our mistake</translation>
    </message>
    <message>
      <source>Put a refund of {sum} on the terminal · {kind}</source>
      <translation>Put a refund of {sum} on the terminal · {kind}</translation>
    </message>
    <message>
      <source>Quantity</source>
      <translation>Quantity</translation>
    </message>
    <message>
      <source>Quantity, or a code</source>
      <translation>Quantity, or a code</translation>
    </message>
    <message>
      <source>Receipt number</source>
      <translation>Receipt number</translation>
    </message>
    <message>
      <source>Return</source>
      <translation>Return</translation>
    </message>
    <message>
      <source>Return {number} is made</source>
      <translation>Return {number} is made</translation>
    </message>
    <message>
      <source>Return {number}: {total} given back</source>
      <translation>Return {number}: {total} given back</translation>
    </message>
    <message>
      <source>Return: which receipt?</source>
      <translation>Return: which receipt?</translation>
    </message>
    <message>
      <source>Scan the code on the slip, or find the receipt</source>
      <translation>Scan the code on the slip, or find the receipt</translation>
    </message>
    <message>
      <source>Scan the code on the slip, or find the receipt by number.</source>
      <translation>Scan the code on the slip, or find the receipt by number.</translation>
    </message>
    <message>
      <source>Sum</source>
      <translation>Sum</translation>
    </message>
    <message>
      <source>Sum, ₽</source>
      <translation>Sum, ₽</translation>
    </message>
    <message>
      <source>The other part has gone back already, and the terminal has declined this one. Ask again, or give it in cash.</source>
      <translation>The other part has gone back already, and the terminal has declined this one. Ask again, or give it in cash.</translation>
    </message>
    <message>
      <source>The other part has gone back already. Approved: type the number from the slip and touch “Approved”. Declined: try again, or give this part in cash.</source>
      <translation>The other part has gone back already. Approved: type the number from the slip and touch “Approved”. Declined: try again, or give this part in cash.</translation>
    </message>
    <message>
      <source>The server does not answer</source>
      <translation>The server does not answer</translation>
    </message>
    <message>
      <source>The server does not know this receipt</source>
      <translation>The server does not know this receipt</translation>
    </message>
    <message>
      <source>The server is being asked</source>
      <translation>The server is being asked</translation>
    </message>
    <message>
      <source>The terminal has declined: nothing has been returned</source>
      <translation>The terminal has declined: nothing has been returned</translation>
    </message>
    <message>
      <source>The terminal's answer comes first</source>
      <translation>The terminal's answer comes first</translation>
    </message>
    <message>
      <source>The till that sold it does not answer</source>
      <translation>The till that sold it does not answer</translation>
    </message>
    <message>
      <source>The till was stopped while the terminal was asked. Do not refund again: look at the terminal's last slip. Approved: type its number and touch “Approved”. No slip or a refusal: touch “Declined”.</source>
      <translation>The till was stopped while the terminal was asked. Do not refund again: look at the terminal's last slip. Approved: type its number and touch “Approved”. No slip or a refusal: touch “Declined”.</translation>
    </message>
    <message>
      <source>This receipt was not made at this till.</source>
      <translation>This receipt was not made at this till.</translation>
    </message>
    <message>
      <source>Till “{till}”, last heard of at {time}, must give up the right to this return first.</source>
      <translation>Till “{till}”, last heard of at {time}, must give up the right to this return first.</translation>
    </message>
    <message>
      <source>To give back</source>
      <translation>To give back</translation>
    </message>
    <message>
      <source>To try again, find the receipt once more</source>
      <translation>To try again, find the receipt once more</translation>
    </message>
    <message>
      <source>Touch “Return” to try again</source>
      <translation>Touch “Return” to try again</translation>
    </message>
    <message>
      <source>Waiting for the till that sold it…</source>
      <translation>Waiting for the till that sold it…</translation>
    </message>
    <message>
      <source>Was the refund of {sum} made? · {kind}</source>
      <translation>Was the refund of {sum} made? · {kind}</translation>
    </message>
    <message>
      <source>Why is it taken back without a receipt?</source>
      <translation>Why is it taken back without a receipt?</translation>
    </message>
    <message>
      <source>Without a receipt</source>
      <translation>Without a receipt</translation>
    </message>
    <message>
      <source>Without it nobody knows what of the receipt has been returned already. A manager can give money back; the points follow by themselves.</source>
      <translation>Without it nobody knows what of the receipt has been returned already. A manager can give money back; the points follow by themselves.</translation>
    </message>
    <message>
      <source>choose a receipt first</source>
      <translation>choose a receipt first</translation>
    </message>
    <message>
      <source>comes back: {quantity}</source>
      <translation>comes back: {quantity}</translation>
    </message>
    <message>
      <source>given back on the terminal: {sum}</source>
      <translation>given back on the terminal: {sum}</translation>
    </message>
    <message>
      <source>left to return: {quantity}</source>
      <translation>left to return: {quantity}</translation>
    </message>
    <message>
      <source>the return is being written</source>
      <translation>the return is being written</translation>
    </message>
    <message>
      <source>write a few words</source>
      <translation>write a few words</translation>
    </message>
  </context>
  <context>
    <name>returning</name>
    <message numerus="yes">
      <source>%n coupon(s) can be used again</source>
      <translation>
        <numerusform>%n coupon can be used again</numerusform>
        <numerusform>%n coupons can be used again</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n coupon(s) given for the purchase are taken back</source>
      <translation>
        <numerusform>%n coupon given for the purchase is taken back</numerusform>
        <numerusform>%n coupons given for the purchase are taken back</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n coupon(s) had expired meanwhile</source>
      <translation>
        <numerusform>%n coupon had expired meanwhile</numerusform>
        <numerusform>%n coupons had expired meanwhile</numerusform>
      </translation>
    </message>
    <message>
      <source>By the till's count {cash} is in the drawer: {missing} is missing</source>
      <translation>By the till's count {cash} is in the drawer: {missing} is missing</translation>
    </message>
    <message>
      <source>Expired meanwhile: {points}</source>
      <translation>Expired meanwhile: {points}</translation>
    </message>
    <message>
      <source>Given back to the card: {points}</source>
      <translation>Given back to the card: {points}</translation>
    </message>
    <message>
      <source>Money only: the server works out the points</source>
      <translation>Money only: the server works out the points</translation>
    </message>
    <message>
      <source>Not asked for again: {points}</source>
      <translation>Not asked for again: {points}</translation>
    </message>
    <message>
      <source>Return without a receipt</source>
      <translation>Return without a receipt</translation>
    </message>
    <message>
      <source>Stays owed: {points}</source>
      <translation>Stays owed: {points}</translation>
    </message>
    <message>
      <source>Taken back from the card: {points}</source>
      <translation>Taken back from the card: {points}</translation>
    </message>
    <message>
      <source>The gift “{name}” is kept: {sum} is taken off the refund</source>
      <translation>The gift “{name}” is kept: {sum} is taken off the refund</translation>
    </message>
    <message>
      <source>The points of this purchase are spent: a manager decides</source>
      <translation>The points of this purchase are spent: a manager decides</translation>
    </message>
    <message>
      <source>another till has the right to this return</source>
      <translation>another till has the right to this return</translation>
    </message>
    <message>
      <source>by today's prices, in cash, at most {sum}</source>
      <translation>by today's prices, in cash, at most {sum}</translation>
    </message>
    <message>
      <source>choose what comes back</source>
      <translation>choose what comes back</translation>
    </message>
    <message>
      <source>everything has been returned already</source>
      <translation>everything has been returned already</translation>
    </message>
    <message>
      <source>gift</source>
      <translation>gift</translation>
    </message>
    <message>
      <source>say why</source>
      <translation>say why</translation>
    </message>
    <message>
      <source>scan what comes back</source>
      <translation>scan what comes back</translation>
    </message>
    <message>
      <source>shop “{name}”</source>
      <translation>shop “{name}”</translation>
    </message>
    <message>
      <source>too much without a receipt</source>
      <translation>too much without a receipt</translation>
    </message>
  </context>
  <context>
    <name>rights</name>
    <message>
      <source>Answer for a terminal that is silent</source>
      <translation>Answer for a terminal that is silent</translation>
    </message>
    <message>
      <source>Cancel a receipt</source>
      <translation>Cancel a receipt</translation>
    </message>
    <message>
      <source>Cash in and out</source>
      <translation>Cash in and out</translation>
    </message>
    <message>
      <source>Close a shift</source>
      <translation>Close a shift</translation>
    </message>
    <message>
      <source>Close a shift with a difference</source>
      <translation>Close a shift with a difference</translation>
    </message>
    <message>
      <source>Confirm a large redemption of points</source>
      <translation>Confirm a large redemption of points</translation>
    </message>
    <message>
      <source>Discount by hand</source>
      <translation>Discount by hand</translation>
    </message>
    <message>
      <source>Discount by hand above the limit</source>
      <translation>Discount by hand above the limit</translation>
    </message>
    <message>
      <source>File for support</source>
      <translation>File for support</translation>
    </message>
    <message>
      <source>Head and foot of receipts</source>
      <translation>Head and foot of receipts</translation>
    </message>
    <message>
      <source>Journal</source>
      <translation>Journal</translation>
    </message>
    <message>
      <source>Lay out the quick goods</source>
      <translation>Lay out the quick goods</translation>
    </message>
    <message>
      <source>Open a shift</source>
      <translation>Open a shift</translation>
    </message>
    <message>
      <source>Open the drawer</source>
      <translation>Open the drawer</translation>
    </message>
    <message>
      <source>People and their PINs</source>
      <translation>People and their PINs</translation>
    </message>
    <message>
      <source>Print a copy</source>
      <translation>Print a copy</translation>
    </message>
    <message>
      <source>Queue of operations</source>
      <translation>Queue of operations</translation>
    </message>
    <message>
      <source>Register a buyer</source>
      <translation>Register a buyer</translation>
    </message>
    <message>
      <source>Remove a line</source>
      <translation>Remove a line</translation>
    </message>
    <message>
      <source>Replace or block a buyer's card</source>
      <translation>Replace or block a buyer's card</translation>
    </message>
    <message>
      <source>Reports</source>
      <translation>Reports</translation>
    </message>
    <message>
      <source>Return</source>
      <translation>Return</translation>
    </message>
    <message>
      <source>Return without a receipt</source>
      <translation>Return without a receipt</translation>
    </message>
    <message>
      <source>See what a buyer bought</source>
      <translation>See what a buyer bought</translation>
    </message>
    <message>
      <source>Sell</source>
      <translation>Sell</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Settings</translation>
    </message>
    <message>
      <source>X report</source>
      <translation>X report</translation>
    </message>
  </context>
  <context>
    <name>rights_screen</name>
    <message>
      <source>All roles are as installed</source>
      <translation>All roles are as installed</translation>
    </message>
    <message>
      <source>As installed</source>
      <translation>As installed</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Back</translation>
    </message>
    <message>
      <source>It stays: without it nobody could put anything right again</source>
      <translation>It stays: without it nobody could put anything right again</translation>
    </message>
    <message>
      <source>Next page</source>
      <translation>Next page</translation>
    </message>
    <message>
      <source>Once more: really all?</source>
      <translation>Once more: really all?</translation>
    </message>
    <message>
      <source>Only an administrator changes rights</source>
      <translation>Only an administrator changes rights</translation>
    </message>
    <message>
      <source>Page back</source>
      <translation>Page back</translation>
    </message>
    <message>
      <source>Rights of roles</source>
      <translation>Rights of roles</translation>
    </message>
    <message>
      <source>no</source>
      <translation>no</translation>
    </message>
    <message>
      <source>yes</source>
      <translation>yes</translation>
    </message>
    <message>
      <source>{role} may no longer: {right}</source>
      <translation>{role} may no longer: {right}</translation>
    </message>
    <message>
      <source>{role} may now: {right}</source>
      <translation>{role} may now: {right}</translation>
    </message>
  </context>
  <context>
    <name>roles</name>
    <message>
      <source>Administrator</source>
      <translation>Administrator</translation>
    </message>
    <message>
      <source>Cashier</source>
      <translation>Cashier</translation>
    </message>
    <message>
      <source>Manager</source>
      <translation>Manager</translation>
    </message>
    <message>
      <source>Senior cashier</source>
      <translation>Senior cashier</translation>
    </message>
  </context>
  <context>
    <name>rules</name>
    <message numerus="yes">
      <source>%n day(s) after</source>
      <translation>
        <numerusform>%n day after</numerusform>
        <numerusform>%n days after</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n day(s) before</source>
      <translation>
        <numerusform>%n day before</numerusform>
        <numerusform>%n days before</numerusform>
      </translation>
    </message>
    <message>
      <source>Fri</source>
      <translation>Fri</translation>
    </message>
    <message>
      <source>Mon</source>
      <translation>Mon</translation>
    </message>
    <message>
      <source>SBP</source>
      <translation>SBP</translation>
    </message>
    <message>
      <source>Sat</source>
      <translation>Sat</translation>
    </message>
    <message>
      <source>Sun</source>
      <translation>Sun</translation>
    </message>
    <message>
      <source>Thu</source>
      <translation>Thu</translation>
    </message>
    <message>
      <source>Tue</source>
      <translation>Tue</translation>
    </message>
    <message>
      <source>Wed</source>
      <translation>Wed</translation>
    </message>
    <message>
      <source>a gift</source>
      <translation>a gift</translation>
    </message>
    <message>
      <source>a gift, one of {count} products</source>
      <translation>a gift, one of {count} products</translation>
    </message>
    <message>
      <source>all but chosen goods ({count})</source>
      <translation>all but chosen goods ({count})</translation>
    </message>
    <message>
      <source>back in points: {bands}</source>
      <translation>back in points: {bands}</translation>
    </message>
    <message>
      <source>bank card</source>
      <translation>bank card</translation>
    </message>
    <message>
      <source>birthday</source>
      <translation>birthday</translation>
    </message>
    <message>
      <source>brand: {names}</source>
      <translation>brand: {names}</translation>
    </message>
    <message>
      <source>by channel: {names}</source>
      <translation>by channel: {names}</translation>
    </message>
    <message>
      <source>cash</source>
      <translation>cash</translation>
    </message>
    <message>
      <source>category: {names}</source>
      <translation>category: {names}</translation>
    </message>
    <message>
      <source>chosen goods ({count})</source>
      <translation>chosen goods ({count})</translation>
    </message>
    <message>
      <source>coupon: {name}</source>
      <translation>coupon: {name}</translation>
    </message>
    <message>
      <source>first purchase</source>
      <translation>first purchase</translation>
    </message>
    <message>
      <source>from {date}</source>
      <translation>from {date}</translation>
    </message>
    <message>
      <source>gift card</source>
      <translation>gift card</translation>
    </message>
    <message>
      <source>gives the coupon: {name}</source>
      <translation>gives the coupon: {name}</translation>
    </message>
    <message>
      <source>in one line: {text}</source>
      <translation>in one line: {text}</translation>
    </message>
    <message>
      <source>in store: {names}</source>
      <translation>in store: {names}</translation>
    </message>
    <message>
      <source>level: {names}</source>
      <translation>level: {names}</translation>
    </message>
    <message>
      <source>marked: {names}</source>
      <translation>marked: {names}</translation>
    </message>
    <message>
      <source>not at level: {names}</source>
      <translation>not at level: {names}</translation>
    </message>
    <message>
      <source>not by channel: {names}</source>
      <translation>not by channel: {names}</translation>
    </message>
    <message>
      <source>not in segment: {names}</source>
      <translation>not in segment: {names}</translation>
    </message>
    <message>
      <source>not in store: {names}</source>
      <translation>not in store: {names}</translation>
    </message>
    <message>
      <source>not marked: {names}</source>
      <translation>not marked: {names}</translation>
    </message>
    <message>
      <source>not of brand: {names}</source>
      <translation>not of brand: {names}</translation>
    </message>
    <message>
      <source>not of category: {names}</source>
      <translation>not of category: {names}</translation>
    </message>
    <message>
      <source>not of supplier: {names}</source>
      <translation>not of supplier: {names}</translation>
    </message>
    <message>
      <source>on {days}</source>
      <translation>on {days}</translation>
    </message>
    <message>
      <source>paid also by: {kinds}</source>
      <translation>paid also by: {kinds}</translation>
    </message>
    <message>
      <source>paid wholly by: {kinds}</source>
      <translation>paid wholly by: {kinds}</translation>
    </message>
    <message>
      <source>points ×{times}</source>
      <translation>points ×{times}</translation>
    </message>
    <message>
      <source>price {sum}</source>
      <translation>price {sum}</translation>
    </message>
    <message>
      <source>promo code: {codes}</source>
      <translation>promo code: {codes}</translation>
    </message>
    <message>
      <source>quantity below {quantity}</source>
      <translation>quantity below {quantity}</translation>
    </message>
    <message>
      <source>quantity from {quantity}</source>
      <translation>quantity from {quantity}</translation>
    </message>
    <message>
      <source>quantity over {quantity}</source>
      <translation>quantity over {quantity}</translation>
    </message>
    <message>
      <source>receipt below {sum}</source>
      <translation>receipt below {sum}</translation>
    </message>
    <message>
      <source>receipt from {sum}</source>
      <translation>receipt from {sum}</translation>
    </message>
    <message>
      <source>receipt over {sum}</source>
      <translation>receipt over {sum}</translation>
    </message>
    <message>
      <source>segment: {names}</source>
      <translation>segment: {names}</translation>
    </message>
    <message>
      <source>supplier: {names}</source>
      <translation>supplier: {names}</translation>
    </message>
    <message>
      <source>these goods below {sum}</source>
      <translation>these goods below {sum}</translation>
    </message>
    <message>
      <source>these goods from {sum}</source>
      <translation>these goods from {sum}</translation>
    </message>
    <message>
      <source>these goods over {sum}</source>
      <translation>these goods over {sum}</translation>
    </message>
    <message>
      <source>to {date}</source>
      <translation>to {date}</translation>
    </message>
    <message>
      <source>with a card</source>
      <translation>with a card</translation>
    </message>
    <message>
      <source>{hours}, beginning on {days}</source>
      <translation>{hours}, beginning on {days}</translation>
    </message>
    <message>
      <source>{names} and {count} more</source>
      <translation>{names} and {count} more</translation>
    </message>
    <message>
      <source>{percent} back in points</source>
      <translation>{percent} back in points</translation>
    </message>
    <message>
      <source>{percent} from {sum}</source>
      <translation>{percent} from {sum}</translation>
    </message>
    <message>
      <source>{percent} off</source>
      <translation>{percent} off</translation>
    </message>
    <message>
      <source>{percent} off one of every {count} pieces, the cheapest</source>
      <translation>{percent} off one of every {count} pieces, the cheapest</translation>
    </message>
    <message>
      <source>{percent} off the cheapest of {count} pieces or more</source>
      <translation>{percent} off the cheapest of {count} pieces or more</translation>
    </message>
    <message>
      <source>{points} for every unit</source>
      <translation>{points} for every unit</translation>
    </message>
    <message>
      <source>{points} for every {quantity} units</source>
      <translation>{points} for every {quantity} units</translation>
    </message>
    <message>
      <source>{points} for every {sum}</source>
      <translation>{points} for every {sum}</translation>
    </message>
    <message>
      <source>{points} more</source>
      <translation>{points} more</translation>
    </message>
    <message>
      <source>{sum} off</source>
      <translation>{sum} off</translation>
    </message>
    <message>
      <source>{sum} off each</source>
      <translation>{sum} off each</translation>
    </message>
  </context>
  <context>
    <name>sales</name>
    <message>
      <source>Cash rounding, gifts kept</source>
      <translation>Cash rounding, gifts kept</translation>
    </message>
    <message>
      <source>Cashier</source>
      <translation>Cashier</translation>
    </message>
    <message>
      <source>Code</source>
      <translation>Code</translation>
    </message>
    <message>
      <source>Difference</source>
      <translation>Difference</translation>
    </message>
    <message>
      <source>Discount</source>
      <translation>Discount</translation>
    </message>
    <message>
      <source>Discount in sales: {name}</source>
      <translation>Discount in sales: {name}</translation>
    </message>
    <message>
      <source>Discounts</source>
      <translation>Discounts</translation>
    </message>
    <message>
      <source>Every total agrees with the Z report</source>
      <translation>Every total agrees with the Z report</translation>
    </message>
    <message>
      <source>Figure</source>
      <translation>Figure</translation>
    </message>
    <message>
      <source>Given back for returns</source>
      <translation>Given back for returns</translation>
    </message>
    <message>
      <source>In the Z report</source>
      <translation>In the Z report</translation>
    </message>
    <message>
      <source>In this export</source>
      <translation>In this export</translation>
    </message>
    <message>
      <source>Kind</source>
      <translation>Kind</translation>
    </message>
    <message>
      <source>Line</source>
      <translation>Line</translation>
    </message>
    <message>
      <source>Lines</source>
      <translation>Lines</translation>
    </message>
    <message>
      <source>Net sum</source>
      <translation>Net sum</translation>
    </message>
    <message>
      <source>Paid</source>
      <translation>Paid</translation>
    </message>
    <message>
      <source>Paid for sales</source>
      <translation>Paid for sales</translation>
    </message>
    <message>
      <source>Paid with points</source>
      <translation>Paid with points</translation>
    </message>
    <message>
      <source>Paid with points in sales</source>
      <translation>Paid with points in sales</translation>
    </message>
    <message>
      <source>Payment</source>
      <translation>Payment</translation>
    </message>
    <message>
      <source>Payments</source>
      <translation>Payments</translation>
    </message>
    <message>
      <source>Payments: {kind}</source>
      <translation>Payments: {kind}</translation>
    </message>
    <message>
      <source>Points given</source>
      <translation>Points given</translation>
    </message>
    <message>
      <source>Points given in sales</source>
      <translation>Points given in sales</translation>
    </message>
    <message>
      <source>Points spent</source>
      <translation>Points spent</translation>
    </message>
    <message>
      <source>Points spent in sales</source>
      <translation>Points spent in sales</translation>
    </message>
    <message>
      <source>Price</source>
      <translation>Price</translation>
    </message>
    <message>
      <source>Product</source>
      <translation>Product</translation>
    </message>
    <message>
      <source>Product id</source>
      <translation>Product id</translation>
    </message>
    <message>
      <source>Programme version</source>
      <translation>Programme version</translation>
    </message>
    <message>
      <source>Quantity</source>
      <translation>Quantity</translation>
    </message>
    <message>
      <source>Receipt</source>
      <translation>Receipt</translation>
    </message>
    <message>
      <source>Receipts</source>
      <translation>Receipts</translation>
    </message>
    <message>
      <source>Rule</source>
      <translation>Rule</translation>
    </message>
    <message>
      <source>Rule id</source>
      <translation>Rule id</translation>
    </message>
    <message>
      <source>Sales after discounts and points</source>
      <translation>Sales after discounts and points</translation>
    </message>
    <message>
      <source>Sales without discounts</source>
      <translation>Sales without discounts</translation>
    </message>
    <message>
      <source>Shift</source>
      <translation>Shift</translation>
    </message>
    <message>
      <source>Shift {shift}, {figure}: exported {exported}, in the Z report {reported}</source>
      <translation>Shift {shift}, {figure}: exported {exported}, in the Z report {reported}</translation>
    </message>
    <message>
      <source>Shifts: {shifts}, receipts: {receipts}, lines: {lines}</source>
      <translation>Shifts: {shifts}, receipts: {receipts}, lines: {lines}</translation>
    </message>
    <message>
      <source>Sold by receipt</source>
      <translation>Sold by receipt</translation>
    </message>
    <message>
      <source>Sum</source>
      <translation>Sum</translation>
    </message>
    <message>
      <source>Sum without discounts</source>
      <translation>Sum without discounts</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Time</translation>
    </message>
    <message>
      <source>Totals</source>
      <translation>Totals</translation>
    </message>
    <message>
      <source>Turnover at VAT {rate}</source>
      <translation>Turnover at VAT {rate}</translation>
    </message>
    <message>
      <source>Unit</source>
      <translation>Unit</translation>
    </message>
    <message>
      <source>VAT</source>
      <translation>VAT</translation>
    </message>
    <message>
      <source>VAT rate, %</source>
      <translation>VAT rate, %</translation>
    </message>
    <message>
      <source>VAT {rate}</source>
      <translation>VAT {rate}</translation>
    </message>
    <message>
      <source>With a card</source>
      <translation>With a card</translation>
    </message>
    <message>
      <source>pcs</source>
      <translation>pcs</translation>
    </message>
    <message>
      <source>return</source>
      <translation>return</translation>
    </message>
    <message>
      <source>sale</source>
      <translation>sale</translation>
    </message>
  </context>
  <context>
    <name>sample</name>
    <message>
      <source>Anna K.</source>
      <translation>Anna K.</translation>
    </message>
    <message>
      <source>Cheese “Russian” 45 %, by weight</source>
      <translation>Cheese “Russian” 45 %, by weight</translation>
    </message>
    <message>
      <source>Coffee beans “Arabica”, 1 kg</source>
      <translation>Coffee beans “Arabica”, 1 kg</translation>
    </message>
    <message>
      <source>Gold</source>
      <translation>Gold</translation>
    </message>
    <message>
      <source>Milk “Village” 3.2 %, 1 l</source>
      <translation>Milk “Village” 3.2 %, 1 l</translation>
    </message>
    <message>
      <source>Petrova M.</source>
      <translation>Petrova M.</translation>
    </message>
    <message>
      <source>Silver</source>
      <translation>Silver</translation>
    </message>
    <message>
      <source>a cake for half its price</source>
      <translation>a cake for half its price</translation>
    </message>
  </context>
  <context>
    <name>scanning</name>
    <message numerus="yes">
      <source>%n codes instead of one</source>
      <translation>
        <numerusform>%n code instead of one</numerusform>
        <numerusform>%n codes instead of one</numerusform>
      </translation>
    </message>
    <message>
      <source>After a code: {end}</source>
      <translation>After a code: {end}</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Back</translation>
    </message>
    <message>
      <source>Before a code: {prefix}</source>
      <translation>Before a code: {prefix}</translation>
    </message>
    <message>
      <source>Begin anew</source>
      <translation>Begin anew</translation>
    </message>
    <message>
      <source>Bytes</source>
      <translation>Bytes</translation>
    </message>
    <message>
      <source>Caps Lock is on. If capitals and small letters change places, switch it off.</source>
      <translation>Caps Lock is on. If capitals and small letters change places, switch it off.</translation>
    </message>
    <message>
      <source>From</source>
      <translation>From</translation>
    </message>
    <message>
      <source>It adds “{tail}” to every code: switch that off in the scanner.</source>
      <translation>It adds “{tail}” to every code: switch that off in the scanner.</translation>
    </message>
    <message>
      <source>It is</source>
      <translation>It is</translation>
    </message>
    <message>
      <source>It is written into the settings and in force</source>
      <translation>It is written into the settings and in force</translation>
    </message>
    <message>
      <source>It sent</source>
      <translation>It sent</translation>
    </message>
    <message>
      <source>Kind of bars</source>
      <translation>Kind of bars</translation>
    </message>
    <message>
      <source>Longest pause between keys: {ms} ms</source>
      <translation>Longest pause between keys: {ms} ms</translation>
    </message>
    <message>
      <source>No code of goods was found in the scans. Scan three products with 13 or 8 digits under the bars.</source>
      <translation>No code of goods was found in the scans. Scan three products with 13 or 8 digits under the bars.</translation>
    </message>
    <message>
      <source>Pause that ends a code: {ms} ms</source>
      <translation>Pause that ends a code: {ms} ms</translation>
    </message>
    <message>
      <source>Pauses</source>
      <translation>Pauses</translation>
    </message>
    <message>
      <source>Scan any code: nothing is sold here, and no key acts but those on buttons.</source>
      <translation>Scan any code: nothing is sold here, and no key acts but those on buttons.</translation>
    </message>
    <message>
      <source>Scan three different products with one scanner: {count} of {enough}</source>
      <translation>Scan three different products with one scanner: {count} of {enough}</translation>
    </message>
    <message>
      <source>The keyboard's layout is Russian. It does not matter: keys are read by their places.</source>
      <translation>The keyboard's layout is Russian. It does not matter: keys are read by their places.</translation>
    </message>
    <message>
      <source>The keys came as slowly as a hand types. Scan, do not type.</source>
      <translation>The keys came as slowly as a hand types. Scan, do not type.</translation>
    </message>
    <message>
      <source>The scanner types on the keypad, and Num Lock is off: codes are not heard. Switch Num Lock on.</source>
      <translation>The scanner types on the keypad, and Num Lock is off: codes are not heard. Switch Num Lock on.</translation>
    </message>
    <message>
      <source>The scans end in different ways. Scan three with one and the same scanner.</source>
      <translation>The scans end in different ways. Scan three with one and the same scanner.</translation>
    </message>
    <message>
      <source>The settings are so already.</source>
      <translation>The settings are so already.</translation>
    </message>
    <message>
      <source>The till hears</source>
      <translation>The till hears</translation>
    </message>
    <message>
      <source>Try a scanner</source>
      <translation>Try a scanner</translation>
    </message>
    <message>
      <source>What the till learns</source>
      <translation>What the till learns</translation>
    </message>
    <message>
      <source>With CR after each code nothing would depend on pauses.</source>
      <translation>With CR after each code nothing would depend on pauses.</translation>
    </message>
    <message>
      <source>With a prefix set in the scanner (such as ~) nothing would depend on pauses.</source>
      <translation>With a prefix set in the scanner (such as ~) nothing would depend on pauses.</translation>
    </message>
    <message>
      <source>Write into the settings</source>
      <translation>Write into the settings</translation>
    </message>
    <message>
      <source>a colleague's badge</source>
      <translation>a colleague's badge</translation>
    </message>
    <message>
      <source>a loyalty card</source>
      <translation>a loyalty card</translation>
    </message>
    <message>
      <source>a loyalty card in a telephone</source>
      <translation>a loyalty card in a telephone</translation>
    </message>
    <message>
      <source>a marking code, whole</source>
      <translation>a marking code, whole</translation>
    </message>
    <message>
      <source>a pause</source>
      <translation>a pause</translation>
    </message>
    <message>
      <source>a slip of this system</source>
      <translation>a slip of this system</translation>
    </message>
    <message>
      <source>goods by the piece</source>
      <translation>goods by the piece</translation>
    </message>
    <message>
      <source>goods with their price</source>
      <translation>goods with their price</translation>
    </message>
    <message>
      <source>goods with their weight</source>
      <translation>goods with their weight</translation>
    </message>
    <message>
      <source>keyboard</source>
      <translation>keyboard</translation>
    </message>
    <message>
      <source>none</source>
      <translation>none</translation>
    </message>
    <message>
      <source>nothing</source>
      <translation>nothing</translation>
    </message>
    <message>
      <source>nothing: it takes the keys for a hand's</source>
      <translation>nothing: it takes the keys for a hand's</translation>
    </message>
    <message>
      <source>one code, all of it</source>
      <translation>one code, all of it</translation>
    </message>
    <message>
      <source>one code: {code}</source>
      <translation>one code: {code}</translation>
    </message>
    <message>
      <source>the scanner does not say</source>
      <translation>the scanner does not say</translation>
    </message>
    <message>
      <source>there is nothing to write yet</source>
      <translation>there is nothing to write yet</translation>
    </message>
    <message>
      <source>{middle} ms usually, {longest} ms at most</source>
      <translation>{middle} ms usually, {longest} ms at most</translation>
    </message>
    <message>
      <source>{reason}, unless the shop has goods of this code</source>
      <translation>{reason}, unless the shop has goods of this code</translation>
    </message>
  </context>
  <context>
    <name>selling</name>
    <message numerus="yes">
      <source>%n line(s)</source>
      <translation>
        <numerusform>%n line</numerusform>
        <numerusform>%n lines</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n receipt(s)</source>
      <translation>
        <numerusform>%n receipt</numerusform>
        <numerusform>%n receipts</numerusform>
      </translation>
    </message>
    <message>
      <source>A card is on the receipt already</source>
      <translation>A card is on the receipt already</translation>
    </message>
    <message>
      <source>A gift card is being sold</source>
      <translation>A gift card is being sold</translation>
    </message>
    <message>
      <source>Advance: no discounts, no points</source>
      <translation>Advance: no discounts, no points</translation>
    </message>
    <message>
      <source>All lines go; it is written down.</source>
      <translation>All lines go; it is written down.</translation>
    </message>
    <message>
      <source>Ask the buyer for another card</source>
      <translation>Ask the buyer for another card</translation>
    </message>
    <message>
      <source>Ask the buyer to open the card anew, then scan it; points are earned anyway</source>
      <translation>Ask the buyer to open the card anew, then scan it; points are earned anyway</translation>
    </message>
    <message>
      <source>Ask the buyer to renew the card in the app, or for another card</source>
      <translation>Ask the buyer to renew the card in the app, or for another card</translation>
    </message>
    <message>
      <source>Ask the buyer to wait for the next code, then scan it; points are earned anyway</source>
      <translation>Ask the buyer to wait for the next code, then scan it; points are earned anyway</translation>
    </message>
    <message>
      <source>Available</source>
      <translation>Available</translation>
    </message>
    <message numerus="yes">
      <source>Birthday in %n day(s)</source>
      <translation>
        <numerusform>Birthday in %n day</numerusform>
        <numerusform>Birthday in %n days</numerusform>
      </translation>
    </message>
    <message>
      <source>Birthday today</source>
      <translation>Birthday today</translation>
    </message>
    <message>
      <source>Buyer</source>
      <translation>Buyer</translation>
    </message>
    <message>
      <source>Buyer without a card</source>
      <translation>Buyer without a card</translation>
    </message>
    <message>
      <source>By hand: type its number, then touch Enter</source>
      <translation>By hand: type its number, then touch Enter</translation>
    </message>
    <message>
      <source>By hand: type the weight, then touch Quantity</source>
      <translation>By hand: type the weight, then touch Quantity</translation>
    </message>
    <message>
      <source>By points</source>
      <translation>By points</translation>
    </message>
    <message>
      <source>By points ({points})</source>
      <translation>By points ({points})</translation>
    </message>
    <message>
      <source>Call a colleague</source>
      <translation>Call a colleague</translation>
    </message>
    <message>
      <source>Cancel the whole receipt?</source>
      <translation>Cancel the whole receipt?</translation>
    </message>
    <message>
      <source>Card not known here, no connection: points will wait for its owner</source>
      <translation>Card not known here, no connection: points will wait for its owner</translation>
    </message>
    <message>
      <source>Card not known: points will wait for its owner</source>
      <translation>Card not known: points will wait for its owner</translation>
    </message>
    <message>
      <source>Card {mask}</source>
      <translation>Card {mask}</translation>
    </message>
    <message>
      <source>Code or quantity</source>
      <translation>Code or quantity</translation>
    </message>
    <message>
      <source>Coupon: {name}</source>
      <translation>Coupon: {name}</translation>
    </message>
    <message>
      <source>Coupon: {name}, until {date}</source>
      <translation>Coupon: {name}, until {date}</translation>
    </message>
    <message>
      <source>Discount</source>
      <translation>Discount</translation>
    </message>
    <message>
      <source>Discount {percent} %</source>
      <translation>Discount {percent} %</translation>
    </message>
    <message>
      <source>Discounts</source>
      <translation>Discounts</translation>
    </message>
    <message>
      <source>Do not spend</source>
      <translation>Do not spend</translation>
    </message>
    <message>
      <source>Expire {date}</source>
      <translation>Expire {date}</translation>
    </message>
    <message>
      <source>Find</source>
      <translation>Find</translation>
    </message>
    <message>
      <source>Find the product by its name, or remove the line</source>
      <translation>Find the product by its name, or remove the line</translation>
    </message>
    <message>
      <source>For a return, touch Return first</source>
      <translation>For a return, touch Return first</translation>
    </message>
    <message>
      <source>For the birthday: {name}</source>
      <translation>For the birthday: {name}</translation>
    </message>
    <message>
      <source>For this purchase: +{points}</source>
      <translation>For this purchase: +{points}</translation>
    </message>
    <message>
      <source>From {date}: {level}</source>
      <translation>From {date}: {level}</translation>
    </message>
    <message>
      <source>Gift</source>
      <translation>Gift</translation>
    </message>
    <message>
      <source>Goods</source>
      <translation>Goods</translation>
    </message>
    <message>
      <source>Leave out</source>
      <translation>Leave out</translation>
    </message>
    <message>
      <source>Line ×</source>
      <translation>Line ×</translation>
    </message>
    <message>
      <source>New card</source>
      <translation>New card</translation>
    </message>
    <message>
      <source>No points were redeemed</source>
      <translation>No points were redeemed</translation>
    </message>
    <message>
      <source>No, keep it</source>
      <translation>No, keep it</translation>
    </message>
    <message>
      <source>No: take it out</source>
      <translation>No: take it out</translation>
    </message>
    <message>
      <source>Not found: {code}</source>
      <translation>Not found: {code}</translation>
    </message>
    <message>
      <source>Of age, checked</source>
      <translation>Of age, checked</translation>
    </message>
    <message>
      <source>Offline: up to {points} here</source>
      <translation>Offline: up to {points} here</translation>
    </message>
    <message>
      <source>Offline: up to {points} here, {lent} of them in advance</source>
      <translation>Offline: up to {points} here, {lent} of them in advance</translation>
    </message>
    <message>
      <source>Park</source>
      <translation>Park</translation>
    </message>
    <message>
      <source>Parked</source>
      <translation>Parked</translation>
    </message>
    <message>
      <source>Pay</source>
      <translation>Pay</translation>
    </message>
    <message>
      <source>Pending</source>
      <translation>Pending</translation>
    </message>
    <message>
      <source>Points are earned and wait for its owner</source>
      <translation>Points are earned and wait for its owner</translation>
    </message>
    <message>
      <source>Promo code</source>
      <translation>Promo code</translation>
    </message>
    <message>
      <source>Quantity</source>
      <translation>Quantity</translation>
    </message>
    <message>
      <source>Receipt</source>
      <translation>Receipt</translation>
    </message>
    <message>
      <source>Receipt {number}</source>
      <translation>Receipt {number}</translation>
    </message>
    <message>
      <source>Receipt ×</source>
      <translation>Receipt ×</translation>
    </message>
    <message>
      <source>Redeem points</source>
      <translation>Redeem points</translation>
    </message>
    <message>
      <source>Redeem {points}</source>
      <translation>Redeem {points}</translation>
    </message>
    <message>
      <source>Redeemed {points} of {maximum}</source>
      <translation>Redeemed {points} of {maximum}</translation>
    </message>
    <message>
      <source>Redeemed {points}, not more</source>
      <translation>Redeemed {points}, not more</translation>
    </message>
    <message>
      <source>Registered: {name}</source>
      <translation>Registered: {name}</translation>
    </message>
    <message>
      <source>Return</source>
      <translation>Return</translation>
    </message>
    <message>
      <source>Scan a card, or find the buyer by telephone</source>
      <translation>Scan a card, or find the buyer by telephone</translation>
    </message>
    <message>
      <source>Scan goods, or touch Goods</source>
      <translation>Scan goods, or touch Goods</translation>
    </message>
    <message>
      <source>Scan the gift card</source>
      <translation>Scan the gift card</translation>
    </message>
    <message>
      <source>Show the buyer the sum and ask.</source>
      <translation>Show the buyer the sum and ask.</translation>
    </message>
    <message>
      <source>So many points need a colleague's permission.</source>
      <translation>So many points need a colleague's permission.</translation>
    </message>
    <message>
      <source>Spend {points}?</source>
      <translation>Spend {points}?</translation>
    </message>
    <message>
      <source>Sum</source>
      <translation>Sum</translation>
    </message>
    <message>
      <source>Take out</source>
      <translation>Take out</translation>
    </message>
    <message>
      <source>Take the weight</source>
      <translation>Take the weight</translation>
    </message>
    <message>
      <source>The account is blocked: its points are not spent</source>
      <translation>The account is blocked: its points are not spent</translation>
    </message>
    <message>
      <source>The buyer agrees</source>
      <translation>The buyer agrees</translation>
    </message>
    <message>
      <source>The card in the telephone is blocked</source>
      <translation>The card in the telephone is blocked</translation>
    </message>
    <message>
      <source>The card in the telephone is verified: points may be spent</source>
      <translation>The card in the telephone is verified: points may be spent</translation>
    </message>
    <message>
      <source>The code is not verified: points are earned, not spent</source>
      <translation>The code is not verified: points are earned, not spent</translation>
    </message>
    <message>
      <source>The code on the telephone cannot be verified now: points are earned, not spent</source>
      <translation>The code on the telephone cannot be verified now: points are earned, not spent</translation>
    </message>
    <message>
      <source>The code on the telephone is out of date</source>
      <translation>The code on the telephone is out of date</translation>
    </message>
    <message>
      <source>The gift card {card} is not active</source>
      <translation>The gift card {card} is not active</translation>
    </message>
    <message>
      <source>The points redeemed stay as they were</source>
      <translation>The points redeemed stay as they were</translation>
    </message>
    <message>
      <source>The receipt is empty</source>
      <translation>The receipt is empty</translation>
    </message>
    <message>
      <source>The receipt is parked</source>
      <translation>The receipt is parked</translation>
    </message>
    <message>
      <source>The server does not know this card yet</source>
      <translation>The server does not know this card yet</translation>
    </message>
    <message>
      <source>The sum has changed since: {before} → {now}</source>
      <translation>The sum has changed since: {before} → {now}</translation>
    </message>
    <message>
      <source>The terms have changed since, the sum has not</source>
      <translation>The terms have changed since, the sum has not</translation>
    </message>
    <message>
      <source>There is a card on this receipt, and another was scanned.</source>
      <translation>There is a card on this receipt, and another was scanned.</translation>
    </message>
    <message>
      <source>These points are held at another till or shop now</source>
      <translation>These points are held at another till or shop now</translation>
    </message>
    <message>
      <source>This card's codes cannot be verified</source>
      <translation>This card's codes cannot be verified</translation>
    </message>
    <message>
      <source>This code has been used already</source>
      <translation>This code has been used already</translation>
    </message>
    <message>
      <source>This is a colleague's badge, not a product</source>
      <translation>This is a colleague's badge, not a product</translation>
    </message>
    <message>
      <source>This is the code of a receipt</source>
      <translation>This is the code of a receipt</translation>
    </message>
    <message>
      <source>To pay</source>
      <translation>To pay</translation>
    </message>
    <message>
      <source>To sell it, choose the gift card among the goods first</source>
      <translation>To sell it, choose the gift card among the goods first</translation>
    </message>
    <message>
      <source>To spend points, scan the telephone again when the server answers</source>
      <translation>To spend points, scan the telephone again when the server answers</translation>
    </message>
    <message>
      <source>Type the points first, then touch Sum</source>
      <translation>Type the points first, then touch Sum</translation>
    </message>
    <message>
      <source>Type the quantity first, then touch Quantity</source>
      <translation>Type the quantity first, then touch Quantity</translation>
    </message>
    <message>
      <source>Type the sum, then scan the gift card</source>
      <translation>Type the sum, then scan the gift card</translation>
    </message>
    <message>
      <source>Up to {points} now: the rest is held at another till or shop</source>
      <translation>Up to {points} now: the rest is held at another till or shop</translation>
    </message>
    <message>
      <source>Whose purchase is it?</source>
      <translation>Whose purchase is it?</translation>
    </message>
    <message>
      <source>Without discounts</source>
      <translation>Without discounts</translation>
    </message>
    <message>
      <source>Without the shop's node: up to {points} here</source>
      <translation>Without the shop's node: up to {points} here</translation>
    </message>
    <message>
      <source>Yes, cancel it</source>
      <translation>Yes, cancel it</translation>
    </message>
    <message>
      <source>as of {time}</source>
      <translation>as of {time}</translation>
    </message>
    <message>
      <source>confirm the buyer's age: {age}+</source>
      <translation>confirm the buyer's age: {age}+</translation>
    </message>
    <message>
      <source>from {minimum} to {maximum}</source>
      <translation>from {minimum} to {maximum}</translation>
    </message>
    <message>
      <source>it has been replaced by another</source>
      <translation>it has been replaced by another</translation>
    </message>
    <message>
      <source>it has expired</source>
      <translation>it has expired</translation>
    </message>
    <message>
      <source>it is blocked</source>
      <translation>it is blocked</translation>
    </message>
    <message>
      <source>it pays when payment is opened</source>
      <translation>it pays when payment is opened</translation>
    </message>
    <message>
      <source>its account is blocked</source>
      <translation>its account is blocked</translation>
    </message>
    <message>
      <source>open a shift first</source>
      <translation>open a shift first</translation>
    </message>
    <message>
      <source>package {weight}</source>
      <translation>package {weight}</translation>
    </message>
    <message>
      <source>resolve the red line first</source>
      <translation>resolve the red line first</translation>
    </message>
    <message>
      <source>scan the gift card first</source>
      <translation>scan the gift card first</translation>
    </message>
    <message>
      <source>scan the goods</source>
      <translation>scan the goods</translation>
    </message>
    <message>
      <source>the barcode is not in the catalogue</source>
      <translation>the barcode is not in the catalogue</translation>
    </message>
    <message>
      <source>the points have to be confirmed</source>
      <translation>the points have to be confirmed</translation>
    </message>
    <message>
      <source>there is nothing to pay</source>
      <translation>there is nothing to pay</translation>
    </message>
    <message>
      <source>touch again to undo</source>
      <translation>touch again to undo</translation>
    </message>
    <message>
      <source>weigh the goods first</source>
      <translation>weigh the goods first</translation>
    </message>
    <message>
      <source>{age}+? Ask for a document</source>
      <translation>{age}+? Ask for a document</translation>
    </message>
    <message>
      <source>{points} for the next purchase</source>
      <translation>{points} for the next purchase</translation>
    </message>
    <message>
      <source>{price} per kg</source>
      <translation>{price} per kg</translation>
    </message>
    <message>
      <source>{rule}: may not be sold</source>
      <translation>{rule}: may not be sold</translation>
    </message>
    <message>
      <source>{rule}: no sale until {until}</source>
      <translation>{rule}: no sale until {until}</translation>
    </message>
    <message>
      <source>{sum} to {level}</source>
      <translation>{sum} to {level}</translation>
    </message>
  </context>
  <context>
    <name>server</name>
    <message>
      <source>  {sum} {until}</source>
      <translation>  {sum} {until}</translation>
    </message>
    <message numerus="yes">
      <source>%n gift card(s)</source>
      <translation>
        <numerusform>%n gift card</numerusform>
        <numerusform>%n gift cards</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n lot(s) are over; points that lapsed with them: {points}</source>
      <translation>
        <numerusform>%n lot is over; points that lapsed with it: {points}</numerusform>
        <numerusform>%n lots are over; points that lapsed with them: {points}</numerusform>
      </translation>
    </message>
    <message>
      <source>Balance: {balance}, reserved: {reserved}, claims: {claims}</source>
      <translation>Balance: {balance}, reserved: {reserved}, claims: {claims}</translation>
    </message>
    <message>
      <source>Certificate: {certificate}
Private key: {key}
Put both into [node] of this machine's settings (certificate, private_key); copy the certificate alone to each till and name it there in [server] (node_ca_file, or ca_file for the central server)</source>
      <translation>Certificate: {certificate}
Private key: {key}
Put both into [node] of this machine's settings (certificate, private_key); copy the certificate alone to each till and name it there in [server] (node_ca_file, or ca_file for the central server)</translation>
    </message>
    <message>
      <source>Coupon {coupon}: {given} given, {had} had it already, {closed} cannot have one</source>
      <translation>Coupon {coupon}: {given} given, {had} had it already, {closed} cannot have one</translation>
    </message>
    <message>
      <source>Coupon {coupon}: {taken} taken back, {held} of them may still be at tills</source>
      <translation>Coupon {coupon}: {taken} taken back, {held} of them may still be at tills</translation>
    </message>
    <message>
      <source>Gift card {card} is blocked; tills hear of it at their next exchange</source>
      <translation>Gift card {card} is blocked; tills hear of it at their next exchange</translation>
    </message>
    <message>
      <source>Gift card {card} is taken again</source>
      <translation>Gift card {card} is taken again</translation>
    </message>
    <message>
      <source>Gift card {card} was blocked already</source>
      <translation>Gift card {card} was blocked already</translation>
    </message>
    <message>
      <source>Gift card {card} was not blocked</source>
      <translation>Gift card {card} was not blocked</translation>
    </message>
    <message>
      <source>Gift card {card}: {state}, {balance}, {free} of it held by nobody</source>
      <translation>Gift card {card}: {state}, {balance}, {free} of it held by nobody</translation>
    </message>
    <message>
      <source>Gone for good; the points and receipts of {account} stay:</source>
      <translation>Gone for good; the points and receipts of {account} stay:</translation>
    </message>
    <message>
      <source>Holders hear of it at their next exchange, and keep what they are using</source>
      <translation>Holders hear of it at their next exchange, and keep what they are using</translation>
    </message>
    <message>
      <source>Incarnation {incarnation} has begun</source>
      <translation>Incarnation {incarnation} has begun</translation>
    </message>
    <message>
      <source>Issue {batch}: {fresh} cards are new, {known} were known, {loaded} on them</source>
      <translation>Issue {batch}: {fresh} cards are new, {known} were known, {loaded} on them</translation>
    </message>
    <message>
      <source>Levels looked at: {accounts}; {risen} have risen, {fallen} have fallen, {other} have changed otherwise</source>
      <translation>Levels looked at: {accounts}; {risen} have risen, {fallen} have fallen, {other} have changed otherwise</translation>
    </message>
    <message>
      <source>No rights are granted until every till has reported what it holds</source>
      <translation>No rights are granted until every till has reported what it holds</translation>
    </message>
    <message>
      <source>Pairing code of store {store}: {code}</source>
      <translation>Pairing code of store {store}: {code}</translation>
    </message>
    <message>
      <source>Put this into the telephone now, it is not shown again:</source>
      <translation>Put this into the telephone now, it is not shown again:</translation>
    </message>
    <message>
      <source>Should the disk turn up: join it again under its name, and what it did is applied; what it spent of this is listed by “cashier-app server alarms --kind written_off_spent”.</source>
      <translation>Should the disk turn up: join it again under its name, and what it did is applied; what it spent of this is listed by “cashier-app server alarms --kind written_off_spent”.</translation>
    </message>
    <message>
      <source>The card has no changing code any more</source>
      <translation>The card has no changing code any more</translation>
    </message>
    <message numerus="yes">
      <source>The certificate is valid for %n day(s) more: renew it in time</source>
      <translation>
        <numerusform>The certificate is valid for %n day more: renew it in time</numerusform>
        <numerusform>The certificate is valid for %n days more: renew it in time</numerusform>
      </translation>
    </message>
    <message>
      <source>The key of {node} opens nothing any more</source>
      <translation>The key of {node} opens nothing any more</translation>
    </message>
    <message>
      <source>The ledger is right</source>
      <translation>The ledger is right</translation>
    </message>
    <message>
      <source>The level has never changed</source>
      <translation>The level has never changed</translation>
    </message>
    <message>
      <source>The loyalty server listens at {url}</source>
      <translation>The loyalty server listens at {url}</translation>
    </message>
    <message>
      <source>There are more: say it more exactly</source>
      <translation>There are more: say it more exactly</translation>
    </message>
    <message>
      <source>There may be more: --after {number}</source>
      <translation>There may be more: --after {number}</translation>
    </message>
    <message>
      <source>There may be more: --skip {number}</source>
      <translation>There may be more: --skip {number}</translation>
    </message>
    <message>
      <source>This server is now the node of store {store} at {url}</source>
      <translation>This server is now the node of store {store} at {url}</translation>
    </message>
    <message>
      <source>This would be written off, and nothing has been yet:</source>
      <translation>This would be written off, and nothing has been yet:</translation>
    </message>
    <message>
      <source>This would go for good, and nothing has gone yet:</source>
      <translation>This would go for good, and nothing has gone yet:</translation>
    </message>
    <message>
      <source>Version {version} ({name}) is withdrawn: tills hear of it at their next exchange</source>
      <translation>Version {version} ({name}) is withdrawn: tills hear of it at their next exchange</translation>
    </message>
    <message>
      <source>Version {version} goes to nobody else; who has it keeps it</source>
      <translation>Version {version} goes to nobody else; who has it keeps it</translation>
    </message>
    <message>
      <source>Version {version} is published, valid from {day}</source>
      <translation>Version {version} is published, valid from {day}</translation>
    </message>
    <message>
      <source>Version {version}, valid from {day}, was published already</source>
      <translation>Version {version}, valid from {day}, was published already</translation>
    </message>
    <message>
      <source>What a frozen epoch holds stays reserved, and it gets nothing more; its till goes on under another one by itself. Find out which machine is the copy and stop it, then give up the frozen epoch: cashier-app server write-off EPOCH --reason TEXT. Operations that are known here stay.</source>
      <translation>What a frozen epoch holds stays reserved, and it gets nothing more; its till goes on under another one by itself. Find out which machine is the copy and stop it, then give up the frozen epoch: cashier-app server write-off EPOCH --reason TEXT. Operations that are known here stay.</translation>
    </message>
    <message>
      <source>What is left does not follow from other facts: a person has to look at it</source>
      <translation>What is left does not follow from other facts: a person has to look at it</translation>
    </message>
    <message>
      <source>active</source>
      <translation>active</translation>
    </message>
    <message>
      <source>alarm {number} is settled</source>
      <translation>alarm {number} is settled</translation>
    </message>
    <message>
      <source>alarm {number} was settled already</source>
      <translation>alarm {number} was settled already</translation>
    </message>
    <message>
      <source>asked back: {count}</source>
      <translation>asked back: {count}</translation>
    </message>
    <message>
      <source>asked for {points} of lot {lot}: {name}, store {store} ({node}), {seen}</source>
      <translation>asked for {points} of lot {lot}: {name}, store {store} ({node}), {seen}</translation>
    </message>
    <message>
      <source>blocked</source>
      <translation>blocked</translation>
    </message>
    <message>
      <source>cards, telephones and e-mails: {count}</source>
      <translation>cards, telephones and e-mails: {count}</translation>
    </message>
    <message>
      <source>closed</source>
      <translation>closed</translation>
    </message>
    <message>
      <source>epoch {epoch} of {name}, store {store} ({node}) · up to {seq} · holds {points} · set aside: {count}</source>
      <translation>epoch {epoch} of {name}, store {store} ({node}) · up to {seq} · holds {points} · set aside: {count}</translation>
    </message>
    <message>
      <source>epoch {epoch} · {state} · up to {seq} · holds {points} · {heard}</source>
      <translation>epoch {epoch} · {state} · up to {seq} · holds {points} · {heard}</translation>
    </message>
    <message>
      <source>epoch {epoch}: closed already, it holds nothing</source>
      <translation>epoch {epoch}: closed already, it holds nothing</translation>
    </message>
    <message>
      <source>epoch {epoch}: {points} in {count} lots are back in the pool</source>
      <translation>epoch {epoch}: {points} in {count} lots are back in the pool</translation>
    </message>
    <message>
      <source>fetches {version}</source>
      <translation>fetches {version}</translation>
    </message>
    <message>
      <source>finished</source>
      <translation>finished</translation>
    </message>
    <message>
      <source>for ever</source>
      <translation>for ever</translation>
    </message>
    <message>
      <source>from {at} on the level is {level}</source>
      <translation>from {at} on the level is {level}</translation>
    </message>
    <message>
      <source>frozen</source>
      <translation>frozen</translation>
    </message>
    <message>
      <source>has still to report what it holds</source>
      <translation>has still to report what it holds</translation>
    </message>
    <message>
      <source>hash {hash}</source>
      <translation>hash {hash}</translation>
    </message>
    <message>
      <source>held: {points} of {wallet} at {name}, store {store} ({node})</source>
      <translation>held: {points} of {wallet} at {name}, store {store} ({node})</translation>
    </message>
    <message>
      <source>holds money</source>
      <translation>holds money</translation>
    </message>
    <message>
      <source>holds of sites given back: {count}</source>
      <translation>holds of sites given back: {count}</translation>
    </message>
    <message>
      <source>key taken away</source>
      <translation>key taken away</translation>
    </message>
    <message>
      <source>level {level} since {since} · purchases {net} in {count} receipts · as of {now}</source>
      <translation>level {level} since {since} · purchases {net} in {count} receipts · as of {now}</translation>
    </message>
    <message>
      <source>lot {lot}: {points}, {days}, from {source}</source>
      <translation>lot {lot}: {points}, {days}, from {source}</translation>
    </message>
    <message>
      <source>lots: {count}</source>
      <translation>lots: {count}</translation>
    </message>
    <message>
      <source>names: {count}</source>
      <translation>names: {count}</translation>
    </message>
    <message>
      <source>never heard</source>
      <translation>never heard</translation>
    </message>
    <message>
      <source>never seen</source>
      <translation>never seen</translation>
    </message>
    <message>
      <source>no newer version: {why}</source>
      <translation>no newer version: {why}</translation>
    </message>
    <message>
      <source>nobody is known as {name}</source>
      <translation>nobody is known as {name}</translation>
    </message>
    <message>
      <source>not sold yet</source>
      <translation>not sold yet</translation>
    </message>
    <message>
      <source>nothing</source>
      <translation>nothing</translation>
    </message>
    <message>
      <source>open</source>
      <translation>open</translation>
    </message>
    <message>
      <source>operation {seq} as it came {received}: {what} {at}, {hash}</source>
      <translation>operation {seq} as it came {received}: {what} {at}, {hash}</translation>
    </message>
    <message>
      <source>operation {seq} here: {what} {at}, {hash}</source>
      <translation>operation {seq} here: {what} {at}, {hash}</translation>
    </message>
    <message>
      <source>operation {seq} of epoch {epoch} is applied</source>
      <translation>operation {seq} of epoch {epoch} is applied</translation>
    </message>
    <message>
      <source>operation {seq} of epoch {epoch} stays aside: {why}</source>
      <translation>operation {seq} of epoch {epoch} stays aside: {why}</translation>
    </message>
    <message>
      <source>operations set aside and forks, emptied: {count}</source>
      <translation>operations set aside and forks, emptied: {count}</translation>
    </message>
    <message>
      <source>over</source>
      <translation>over</translation>
    </message>
    <message>
      <source>owed: {points} of lot {lot}</source>
      <translation>owed: {points} of lot {lot}</translation>
    </message>
    <message>
      <source>pilot: {whom}</source>
      <translation>pilot: {whom}</translation>
    </message>
    <message>
      <source>published {instant} by {author}</source>
      <translation>published {instant} by {author}</translation>
    </message>
    <message>
      <source>put right: {what}: {where} was {found}, is {expected}</source>
      <translation>put right: {what}: {where} was {found}, is {expected}</translation>
    </message>
    <message>
      <source>registrations, emptied of them: {count}</source>
      <translation>registrations, emptied of them: {count}</translation>
    </message>
    <message>
      <source>rights to return goods: {count}</source>
      <translation>rights to return goods: {count}</translation>
    </message>
    <message>
      <source>sales whose price followed from the birthday, which keep it: {count}</source>
      <translation>sales whose price followed from the birthday, which keep it: {count}</translation>
    </message>
    <message>
      <source>sales without the birthday now: {count}</source>
      <translation>sales without the birthday now: {count}</translation>
    </message>
    <message>
      <source>segments {names}</source>
      <translation>segments {names}</translation>
    </message>
    <message>
      <source>settled {at} by {who}: {note}</source>
      <translation>settled {at} by {who}: {note}</translation>
    </message>
    <message>
      <source>site</source>
      <translation>site</translation>
    </message>
    <message>
      <source>spent</source>
      <translation>spent</translation>
    </message>
    <message>
      <source>stopped</source>
      <translation>stopped</translation>
    </message>
    <message>
      <source>stopped by itself: too many tills went back</source>
      <translation>stopped by itself: too many tills went back</translation>
    </message>
    <message>
      <source>store node</source>
      <translation>store node</translation>
    </message>
    <message>
      <source>stores {names}</source>
      <translation>stores {names}</translation>
    </message>
    <message>
      <source>till</source>
      <translation>till</translation>
    </message>
    <message>
      <source>to be looked at: {at} {kind} {amount} {detail}</source>
      <translation>to be looked at: {at} {kind} {amount} {detail}</translation>
    </message>
    <message>
      <source>to go up: {count}</source>
      <translation>to go up: {count}</translation>
    </message>
    <message>
      <source>until {day}</source>
      <translation>until {day}</translation>
    </message>
    <message>
      <source>unused</source>
      <translation>unused</translation>
    </message>
    <message>
      <source>used or taken back</source>
      <translation>used or taken back</translation>
    </message>
    <message>
      <source>version {version}</source>
      <translation>version {version}</translation>
    </message>
    <message>
      <source>version {version}, valid from {day}: {name}</source>
      <translation>version {version}, valid from {day}: {name}</translation>
    </message>
    <message>
      <source>went back from {version}: {why}</source>
      <translation>went back from {version}: {why}</translation>
    </message>
    <message>
      <source>with the earlier account {account}</source>
      <translation>with the earlier account {account}</translation>
    </message>
    <message>
      <source>withdrawn {instant}</source>
      <translation>withdrawn {instant}</translation>
    </message>
    <message>
      <source>written off</source>
      <translation>written off</translation>
    </message>
    <message>
      <source>{accounts} accounts, {lots} lots, {entries} entries, {operations} operations</source>
      <translation>{accounts} accounts, {lots} lots, {entries} entries, {operations} operations</translation>
    </message>
    <message>
      <source>{account}: both are one already</source>
      <translation>{account}: both are one already</translation>
    </message>
    <message>
      <source>{account}: given {points}, lot {lot}</source>
      <translation>{account}: given {points}, lot {lot}</translation>
    </message>
    <message>
      <source>{account}: taken {points}</source>
      <translation>{account}: taken {points}</translation>
    </message>
    <message>
      <source>{account}: taken {points}, owed of these {owed}</source>
      <translation>{account}: taken {points}, owed of these {owed}</translation>
    </message>
    <message>
      <source>{at}: {before} → {after}, {reason}</source>
      <translation>{at}: {before} → {after}, {reason}</translation>
    </message>
    <message>
      <source>{cards}, {sum} owed to their holders</source>
      <translation>{cards}, {sum} owed to their holders</translation>
    </message>
    <message>
      <source>{card} · {batch} · {state} · {balance} {until}</source>
      <translation>{card} · {batch} · {state} · {balance} {until}</translation>
    </message>
    <message>
      <source>{coupon} · campaign {campaign} · {member} {account} · {days} · {state}</source>
      <translation>{coupon} · campaign {campaign} · {member} {account} · {days} · {state}</translation>
    </message>
    <message>
      <source>{gone} is part of {account} now: moved {points}, the level is {level}</source>
      <translation>{gone} is part of {account} now: moved {points}, the level is {level}</translation>
    </message>
    <message>
      <source>{kind} {masked} · {state}</source>
      <translation>{kind} {masked} · {state}</translation>
    </message>
    <message>
      <source>{member} has the level {level} now; tills hear of it at their next exchange</source>
      <translation>{member} has the level {level} now; tills hear of it at their next exchange</translation>
    </message>
    <message>
      <source>{name} · account {account} · {state}</source>
      <translation>{name} · account {account} · {state}</translation>
    </message>
    <message>
      <source>{node} · {role} · store {store} · {name} · {state} · {seen}</source>
      <translation>{node} · {role} · store {store} · {name} · {state} · {seen}</translation>
    </message>
    <message>
      <source>{version} is put in after the shift</source>
      <translation>{version} is put in after the shift</translation>
    </message>
    <message>
      <source>{version} is put in at the next start</source>
      <translation>{version} is put in at the next start</translation>
    </message>
    <message>
      <source>{version} · {channel} · {percent} % · {since} · runs: {runs} · ready: {ready} · went back: {failed}</source>
      <translation>{version} · {channel} · {percent} % · {since} · runs: {runs} · ready: {ready} · went back: {failed}</translation>
    </message>
    <message>
      <source>{wallet}: active {active}, free of these {free}, pending {pending}</source>
      <translation>{wallet}: active {active}, free of these {free}, pending {pending}</translation>
    </message>
    <message>
      <source>{what} is blocked; tills hear of it at their next exchange</source>
      <translation>{what} is blocked; tills hear of it at their next exchange</translation>
    </message>
    <message>
      <source>{what} is let in again; tills hear of it at their next exchange</source>
      <translation>{what} is let in again; tills hear of it at their next exchange</translation>
    </message>
    <message>
      <source>{what}: nothing changes</source>
      <translation>{what}: nothing changes</translation>
    </message>
    <message>
      <source>{what}: {where} is {found}, should be {expected}</source>
      <translation>{what}: {where} is {found}, should be {expected}</translation>
    </message>
  </context>
  <context>
    <name>settings</name>
    <message>
      <source>A gift card that was sold already may be loaded once more</source>
      <translation>A gift card that was sold already may be loaded once more</translation>
    </message>
    <message>
      <source>A plastic card, one in a telephone, a badge of the staff, a card of another chain, or a gift card</source>
      <translation>A plastic card, one in a telephone, a badge of the staff, a card of another chain, or a gift card</translation>
    </message>
    <message>
      <source>A second place for copies: a folder on a USB disk or of the network; where it is missing the till says so and sells on; empty: none</source>
      <translation>A second place for copies: a folder on a USB disk or of the network; where it is missing the till says so and sells on; empty: none</translation>
    </message>
    <message>
      <source>A variable of the environment wins over the file.</source>
      <translation>A variable of the environment wins over the file.</translation>
    </message>
    <message>
      <source>Address of the central server, where this one is the node of a shop; empty: it is the central server</source>
      <translation>Address of the central server, where this one is the node of a shop; empty: it is the central server</translation>
    </message>
    <message>
      <source>Address of the folder with manifest.json, or server: the loyalty server gives them when it is this till's turn; empty: nothing is asked for</source>
      <translation>Address of the folder with manifest.json, or server: the loyalty server gives them when it is this till's turn; empty: nothing is asked for</translation>
    </message>
    <message>
      <source>Address of the loyalty server; empty: the till works alone</source>
      <translation>Address of the loyalty server; empty: the till works alone</translation>
    </message>
    <message>
      <source>Address of the shop's store node, which is asked first and the central server where it does not answer; empty: the shop has none</source>
      <translation>Address of the shop's store node, which is asked first and the central server where it does not answer; empty: the shop has none</translation>
    </message>
    <message>
      <source>Address the loyalty server listens on</source>
      <translation>Address the loyalty server listens on</translation>
    </message>
    <message>
      <source>Address, under the shop's name</source>
      <translation>Address, under the shop's name</translation>
    </message>
    <message>
      <source>Buyer's display</source>
      <translation>Buyer's display</translation>
    </message>
    <message>
      <source>CSV: the column with the price</source>
      <translation>CSV: the column with the price</translation>
    </message>
    <message>
      <source>CSV: the column with the price for members</source>
      <translation>CSV: the column with the price for members</translation>
    </message>
    <message>
      <source>CSV: the encoding, where it is not found out rightly</source>
      <translation>CSV: the encoding, where it is not found out rightly</translation>
    </message>
    <message>
      <source>Cash that stays in the drawer for the next shift, in roubles: closing says what to hand over; 0: it says nothing</source>
      <translation>Cash that stays in the drawer for the next shift, in roubles: closing says what to hand over; 0: it says nothing</translation>
    </message>
    <message>
      <source>Categories of the goods, with all that is under them</source>
      <translation>Categories of the goods, with all that is under them</translation>
    </message>
    <message>
      <source>Certificate (PEM) by which the loyalty server serves HTTPS; empty: plain HTTP</source>
      <translation>Certificate (PEM) by which the loyalty server serves HTTPS; empty: plain HTTP</translation>
    </message>
    <message>
      <source>Certificate (PEM) that the central server must be signed by; empty: the system's list</source>
      <translation>Certificate (PEM) that the central server must be signed by; empty: the system's list</translation>
    </message>
    <message>
      <source>Certificate (PEM) that the server must be signed by; empty: the system's list</source>
      <translation>Certificate (PEM) that the server must be signed by; empty: the system's list</translation>
    </message>
    <message>
      <source>Certificate (PEM) that the store node must be signed by; empty: the system's list</source>
      <translation>Certificate (PEM) that the store node must be signed by; empty: the system's list</translation>
    </message>
    <message>
      <source>Channel: versions of another one are refused</source>
      <translation>Channel: versions of another one are refused</translation>
    </message>
    <message>
      <source>Characters a line</source>
      <translation>Characters a line</translation>
    </message>
    <message>
      <source>Characters a line in the small font</source>
      <translation>Characters a line in the small font</translation>
    </message>
    <message>
      <source>Characters a line of that display</source>
      <translation>Characters a line of that display</translation>
    </message>
    <message>
      <source>Characters a line: 32, 42 or 48 usually</source>
      <translation>Characters a line: 32, 42 or 48 usually</translation>
    </message>
    <message>
      <source>Characters such a scanner types before a code; with one, nothing depends on timing</source>
      <translation>Characters such a scanner types before a code; with one, nothing depends on timing</translation>
    </message>
    <message>
      <source>Code page of that display's Cyrillic</source>
      <translation>Code page of that display's Cyrillic</translation>
    </message>
    <message>
      <source>Code page of the printer's Cyrillic</source>
      <translation>Code page of the printer's Cyrillic</translation>
    </message>
    <message>
      <source>Codes of the shop's own scales; without any, prefix 2 is an ordinary code</source>
      <translation>Codes of the shop's own scales; without any, prefix 2 is an ordinary code</translation>
    </message>
    <message>
      <source>Codes that are loyalty cards</source>
      <translation>Codes that are loyalty cards</translation>
    </message>
    <message>
      <source>Colours of the buyer's window; till: those of the till</source>
      <translation>Colours of the buyer's window; till: those of the till</translation>
    </message>
    <message>
      <source>Colours of the screen</source>
      <translation>Colours of the screen</translation>
    </message>
    <message>
      <source>Commands of that display: cd5220 ESC Q A and ESC Q B, epson text after FF</source>
      <translation>Commands of that display: cd5220 ESC Q A and ESC Q B, epson text after FF</translation>
    </message>
    <message>
      <source>CommerceML: the price type of prices for members</source>
      <translation>CommerceML: the price type of prices for members</translation>
    </message>
    <message>
      <source>CommerceML: the price type; else retail, else the first</source>
      <translation>CommerceML: the price type; else retail, else the first</translation>
    </message>
    <message>
      <source>Copies of the database</source>
      <translation>Copies of the database</translation>
    </message>
    <message>
      <source>Database of the loyalty server: a file or postgresql://…; empty: where the system keeps such data</source>
      <translation>Database of the loyalty server: a file or postgresql://…; empty: where the system keeps such data</translation>
    </message>
    <message>
      <source>Dates without any sale: month and day of every year, or one date</source>
      <translation>Dates without any sale: month and day of every year, or one date</translation>
    </message>
    <message>
      <source>Days of the week that these hours are for; without any: all</source>
      <translation>Days of the week that these hours are for; without any: all</translation>
    </message>
    <message>
      <source>Days that a gift card sold here may be spent; 0: for ever</source>
      <translation>Days that a gift card sold here may be spent; 0: for ever</translation>
    </message>
    <message>
      <source>Digits of the product's code after the prefix</source>
      <translation>Digits of the product's code after the prefix</translation>
    </message>
    <message>
      <source>Digits of the weight or price after the product's code</source>
      <translation>Digits of the weight or price after the product's code</translation>
    </message>
    <message>
      <source>Digits the code begins with</source>
      <translation>Digits the code begins with</translation>
    </message>
    <message>
      <source>Dots a line</source>
      <translation>Dots a line</translation>
    </message>
    <message>
      <source>Every setting with its default. The file:</source>
      <translation>Every setting with its default. The file:</translation>
    </message>
    <message>
      <source>Exchange of members</source>
      <translation>Exchange of members</translation>
    </message>
    <message>
      <source>Fewer fast keys than this are a hand, not a scanner</source>
      <translation>Fewer fast keys than this are a hand, not a scanner</translation>
    </message>
    <message>
      <source>File of that certificate's private key (PEM, without password)</source>
      <translation>File of that certificate's private key (PEM, without password)</translation>
    </message>
    <message>
      <source>File with the head and foot of receipts (see cashier-app receipt words); empty: what was written on the till's screen, else the lines above</source>
      <translation>File with the head and foot of receipts (see cashier-app receipt words); empty: what was written on the till's screen, else the lines above</translation>
    </message>
    <message>
      <source>First day of the rate, by the shop's clock</source>
      <translation>First day of the rate, by the shop's clock</translation>
    </message>
    <message>
      <source>First number of a range</source>
      <translation>First number of a range</translation>
    </message>
    <message>
      <source>First pause after a failed exchange; it doubles each time</source>
      <translation>First pause after a failed exchange; it doubles each time</translation>
    </message>
    <message>
      <source>Folder of reports, also one of the network; empty: reports in the folder of the data</source>
      <translation>Folder of reports, also one of the network; empty: reports in the folder of the data</translation>
    </message>
    <message>
      <source>Folder of the till's database; empty: where the system keeps such data</source>
      <translation>Folder of the till's database; empty: where the system keeps such data</translation>
    </message>
    <message>
      <source>Folder with a folder for each version that the loyalty server gives to its tills; empty: none</source>
      <translation>Folder with a folder for each version that the loyalty server gives to its tills; empty: none</translation>
    </message>
    <message>
      <source>Forms in which they are written</source>
      <translation>Forms in which they are written</translation>
    </message>
    <message>
      <source>From when the goods are sold, by the shop's clock</source>
      <translation>From when the goods are sold, by the shop's clock</translation>
    </message>
    <message>
      <source>Gift cards</source>
      <translation>Gift cards</translation>
    </message>
    <message>
      <source>Goods: a CSV file (.gz too), a CommerceML file, or a folder or zip of them; a name that is not absolute is looked for beside this file</source>
      <translation>Goods: a CSV file (.gz too), a CommerceML file, or a folder or zip of them; a name that is not absolute is looked for beside this file</translation>
    </message>
    <message>
      <source>Host and port (192.168.1.50:9100), serial port (/dev/ttyUSB0, COM4), USB numbers (04b8:0e15 or 04b8:0e15/SERIAL), name of the queue, device (/dev/usb/lp0) or file</source>
      <translation>Host and port (192.168.1.50:9100), serial port (/dev/ttyUSB0, COM4), USB numbers (04b8:0e15 or 04b8:0e15/SERIAL), name of the queue, device (/dev/usb/lp0) or file</translation>
    </message>
    <message>
      <source>Host and port of a terminal that the till asks by itself</source>
      <translation>Host and port of a terminal that the till asks by itself</translation>
    </message>
    <message>
      <source>Hours between two copies of the database; 0: only with every shift that is closed</source>
      <translation>Hours between two copies of the database; 0: only with every shift that is closed</translation>
    </message>
    <message>
      <source>Hours of sale</source>
      <translation>Hours of sale</translation>
    </message>
    <message>
      <source>Hours of sale, such as those of alcohol; each must allow it</source>
      <translation>Hours of sale, such as those of alcohol; each must allow it</translation>
    </message>
    <message>
      <source>How a printer on a serial port says that it takes no more bytes</source>
      <translation>How a printer on a serial port says that it takes no more bytes</translation>
    </message>
    <message>
      <source>How a receipt is confirmed: process_id GS ( H, status GS r 1, none, or auto: the best it answers</source>
      <translation>How a receipt is confirmed: process_id GS ( H, status GS r 1, none, or auto: the best it answers</translation>
    </message>
    <message>
      <source>How long a buyer may look for a card until the till asks what became of the payment</source>
      <translation>How long a buyer may look for a card until the till asks what became of the payment</translation>
    </message>
    <message>
      <source>How many changes of the feed one answer brings</source>
      <translation>How many changes of the feed one answer brings</translation>
    </message>
    <message>
      <source>How many local backups are kept</source>
      <translation>How many local backups are kept</translation>
    </message>
    <message>
      <source>How many old log files are kept</source>
      <translation>How many old log files are kept</translation>
    </message>
    <message>
      <source>How many processes of the loyalty server serve tills; more than one needs PostgreSQL</source>
      <translation>How many processes of the loyalty server serve tills; more than one needs PostgreSQL</translation>
    </message>
    <message>
      <source>How the last digit is checked</source>
      <translation>How the last digit is checked</translation>
    </message>
    <message>
      <source>How the paper is cut</source>
      <translation>How the paper is cut</translation>
    </message>
    <message>
      <source>How the printer is connected; cups and windows: a raw queue of the system; device: a device node; file: bytes are appended to a file</source>
      <translation>How the printer is connected; cups and windows: a raw queue of the system; device: a device node; file: bytes are appended to a file</translation>
    </message>
    <message>
      <source>How the terminal is asked: manual, the cashier types its slip's number; simulator, a simulated one</source>
      <translation>How the terminal is asked: manual, the cashier types its slip's number; simulator, a simulated one</translation>
    </message>
    <message>
      <source>Id of the store within the chain</source>
      <translation>Id of the store within the chain</translation>
    </message>
    <message>
      <source>Instead of a PIN what is kept of one: “cashier-app provision --hash-pin” prints it</source>
      <translation>Instead of a PIN what is kept of one: “cashier-app provision --hash-pin” prints it</translation>
    </message>
    <message>
      <source>Key such a scanner presses after a code</source>
      <translation>Key such a scanner presses after a code</translation>
    </message>
    <message>
      <source>Kilobytes a second that a download may take of the line</source>
      <translation>Kilobytes a second that a download may take of the line</translation>
    </message>
    <message>
      <source>Kopecks that a sum paid in cash is rounded down to, for the buyer; 0: not at all</source>
      <translation>Kopecks that a sum paid in cash is rounded down to, for the buyer; 0: not at all</translation>
    </message>
    <message>
      <source>Language of screens and receipts</source>
      <translation>Language of screens and receipts</translation>
    </message>
    <message>
      <source>Larger letters for weak eyes, where the screen has room</source>
      <translation>Larger letters for weak eyes, where the screen has room</translation>
    </message>
    <message>
      <source>Largest difference of the drawer that a cashier may close a shift with, in roubles</source>
      <translation>Largest difference of the drawer that a cashier may close a shift with, in roubles</translation>
    </message>
    <message>
      <source>Largest discount by hand of a manager, in per cent; nobody gives more</source>
      <translation>Largest discount by hand of a manager, in per cent; nobody gives more</translation>
    </message>
    <message>
      <source>Largest discount by hand of a senior cashier, in per cent; more needs a manager</source>
      <translation>Largest discount by hand of a senior cashier, in per cent; more needs a manager</translation>
    </message>
    <message>
      <source>Largest discount by hand that a cashier gives alone, in per cent; more needs a senior cashier</source>
      <translation>Largest discount by hand that a cashier gives alone, in per cent; more needs a senior cashier</translation>
    </message>
    <message>
      <source>Largest sum that a manager may give back without a receipt, in roubles; 0: never</source>
      <translation>Largest sum that a manager may give back without a receipt, in roubles; 0: never</translation>
    </message>
    <message>
      <source>Largest sum typed for a gift card, in roubles</source>
      <translation>Largest sum typed for a gift card, in roubles</translation>
    </message>
    <message>
      <source>Last number of a range, as long as the first</source>
      <translation>Last number of a range, as long as the first</translation>
    </message>
    <message>
      <source>Length of the number; 0: any</source>
      <translation>Length of the number; 0: any</translation>
    </message>
    <message>
      <source>Level of drawer pin 3 while the drawer is open, where the drawer has a switch; none: it has none</source>
      <translation>Level of drawer pin 3 while the drawer is open, where the drawer has a switch; none: it has none</translation>
    </message>
    <message>
      <source>Lines at the foot of a receipt</source>
      <translation>Lines at the foot of a receipt</translation>
    </message>
    <message>
      <source>Log</source>
      <translation>Log</translation>
    </message>
    <message>
      <source>Logo at the head of receipts: a PNG file, best black on white and 384 dots wide; empty: none</source>
      <translation>Logo at the head of receipts: a PNG file, best black on white and 384 dots wide; empty: none</translation>
    </message>
    <message>
      <source>Longest pause after failed exchanges</source>
      <translation>Longest pause after failed exchanges</translation>
    </message>
    <message>
      <source>Longest pause between two keys of such a scanner</source>
      <translation>Longest pause between two keys of such a scanner</translation>
    </message>
    <message>
      <source>Longest time for a receipt to go out</source>
      <translation>Longest time for a receipt to go out</translation>
    </message>
    <message>
      <source>Longest time for a request to come in, in seconds</source>
      <translation>Longest time for a request to come in, in seconds</translation>
    </message>
    <message>
      <source>Longest wait for a connection</source>
      <translation>Longest wait for a connection</translation>
    </message>
    <message>
      <source>Longest wait for an answer to an exchange</source>
      <translation>Longest wait for an answer to an exchange</translation>
    </message>
    <message>
      <source>Longest wait for points to be reserved while the buyer stands there</source>
      <translation>Longest wait for points to be reserved while the buyer stands there</translation>
    </message>
    <message>
      <source>Longest wait for the printer's status</source>
      <translation>Longest wait for the printer's status</translation>
    </message>
    <message>
      <source>Longest wait until the printer says that it has printed</source>
      <translation>Longest wait until the printer says that it has printed</translation>
    </message>
    <message>
      <source>Loyalty server</source>
      <translation>Loyalty server</translation>
    </message>
    <message>
      <source>Marks of the goods; without marks and categories: all goods</source>
      <translation>Marks of the goods; without marks and categories: all goods</translation>
    </message>
    <message>
      <source>Model of the printer, which gives the keys below where they are not set; empty: none. escpos:MODEL is one of python-escpos' collection</source>
      <translation>Model of the printer, which gives the keys below where they are not set; empty: none. escpos:MODEL is one of python-escpos' collection</translation>
    </message>
    <message>
      <source>More lines at the head of a receipt</source>
      <translation>More lines at the head of a receipt</translation>
    </message>
    <message>
      <source>More scanners</source>
      <translation>More scanners</translation>
    </message>
    <message>
      <source>More scanners on serial ports</source>
      <translation>More scanners on serial ports</translation>
    </message>
    <message>
      <source>Name and date of the consent text that a buyer agrees to when registering</source>
      <translation>Name and date of the consent text that a buyer agrees to when registering</translation>
    </message>
    <message>
      <source>Name of the first administrator; empty: the till asks at its first start</source>
      <translation>Name of the first administrator; empty: the till asks at its first start</translation>
    </message>
    <message>
      <source>Name of the other chain, for the cashier</source>
      <translation>Name of the other chain, for the cashier</translation>
    </message>
    <message>
      <source>Name of the other system, as the history of levels tells it</source>
      <translation>Name of the other system, as the history of levels tells it</translation>
    </message>
    <message>
      <source>Name of the printer on the screen</source>
      <translation>Name of the printer on the screen</translation>
    </message>
    <message>
      <source>Name of the scanner on the screen</source>
      <translation>Name of the scanner on the screen</translation>
    </message>
    <message>
      <source>Name of the shop, at the head of every receipt</source>
      <translation>Name of the shop, at the head of every receipt</translation>
    </message>
    <message>
      <source>Newer versions</source>
      <translation>Newer versions</translation>
    </message>
    <message>
      <source>Notes on the payment screen, in roubles</source>
      <translation>Notes on the payment screen, in roubles</translation>
    </message>
    <message>
      <source>Number of the till within the store</source>
      <translation>Number of the till within the store</translation>
    </message>
    <message>
      <source>Of so many days the last copy is kept beside the newest ones</source>
      <translation>Of so many days the last copy is kept beside the newest ones</translation>
    </message>
    <message>
      <source>Of so many weeks the last copy is kept</source>
      <translation>Of so many weeks the last copy is kept</translation>
    </message>
    <message>
      <source>PIN for the first log-in, 4 to 8 digits, after which the till asks for another; env:NAME or stdin as above</source>
      <translation>PIN for the first log-in, 4 to 8 digits, after which the till asks for another; env:NAME or stdin as above</translation>
    </message>
    <message>
      <source>Parity of the scale's serial port</source>
      <translation>Parity of the scale's serial port</translation>
    </message>
    <message>
      <source>Pause between two exchanges when nothing happens</source>
      <translation>Pause between two exchanges when nothing happens</translation>
    </message>
    <message>
      <source>Pause on the serial port that ends a code</source>
      <translation>Pause on the serial port that ends a code</translation>
    </message>
    <message>
      <source>Payment terminal</source>
      <translation>Payment terminal</translation>
    </message>
    <message>
      <source>Pin of the cash drawer's pulse; 0: no drawer</source>
      <translation>Pin of the cash drawer's pulse; 0: no drawer</translation>
    </message>
    <message>
      <source>Port the loyalty server listens on; 0: any free one</source>
      <translation>Port the loyalty server listens on; 0: any free one</translation>
    </message>
    <message>
      <source>Printer profiles; those with a question mark are not proved:</source>
      <translation>Printer profiles; those with a question mark are not proved:</translation>
    </message>
    <message>
      <source>Printers</source>
      <translation>Printers</translation>
    </message>
    <message>
      <source>Public keys (cashier-app update keygen), one of which must have signed; two while they change</source>
      <translation>Public keys (cashier-app update keygen), one of which must have signed; two while they change</translation>
    </message>
    <message>
      <source>Rates of VAT</source>
      <translation>Rates of VAT</translation>
    </message>
    <message>
      <source>Reasons of discounts by hand, one of which is chosen; without any, none is asked for</source>
      <translation>Reasons of discounts by hand, one of which is chosen; without any, none is asked for</translation>
    </message>
    <message>
      <source>Reasons to choose from when cash is put in, up to six; empty: the usual ones</source>
      <translation>Reasons to choose from when cash is put in, up to six; empty: the usual ones</translation>
    </message>
    <message>
      <source>Reasons to choose from when cash is taken out, up to six; empty: the usual ones</source>
      <translation>Reasons to choose from when cash is taken out, up to six; empty: the usual ones</translation>
    </message>
    <message>
      <source>Receipt printers; without any, nothing is printed</source>
      <translation>Receipt printers; without any, nothing is printed</translation>
    </message>
    <message>
      <source>Reports</source>
      <translation>Reports</translation>
    </message>
    <message>
      <source>Reports that are written by themselves (cashier-app report list); without any, none is</source>
      <translation>Reports that are written by themselves (cashier-app report list); without any, none is</translation>
    </message>
    <message>
      <source>Requests a minute that each process answers one address that shows no valid key</source>
      <translation>Requests a minute that each process answers one address that shows no valid key</translation>
    </message>
    <message>
      <source>Requests a minute that each process answers one till; an honest one stays far below</source>
      <translation>Requests a minute that each process answers one till; an honest one stays far below</translation>
    </message>
    <message>
      <source>Requests that each process serves at the same time</source>
      <translation>Requests that each process serves at the same time</translation>
    </message>
    <message>
      <source>Rules of selling</source>
      <translation>Rules of selling</translation>
    </message>
    <message>
      <source>Scale</source>
      <translation>Scale</translation>
    </message>
    <message>
      <source>Scanner</source>
      <translation>Scanner</translation>
    </message>
    <message>
      <source>Screen</source>
      <translation>Screen</translation>
    </message>
    <message>
      <source>Seconds that a drawer with a switch may stay open until the cashier is told; 0: never</source>
      <translation>Seconds that a drawer with a switch may stay open until the cashier is told; 0: never</translation>
    </message>
    <message>
      <source>Seconds without a touch until the till locks; 0: never</source>
      <translation>Seconds without a touch until the till locks; 0: never</translation>
    </message>
    <message>
      <source>Serial port (/dev/serial/by-id/… or COM3), auto for every USB scanner that is known, or usb:0c2e:0901 for USB's numbers of maker and model</source>
      <translation>Serial port (/dev/serial/by-id/… or COM3), auto for every USB scanner that is known, or usb:0c2e:0901 for USB's numbers of maker and model</translation>
    </message>
    <message>
      <source>Serial port of a display of two lines (/dev/serial/by-id/… or COM6); empty: none</source>
      <translation>Serial port of a display of two lines (/dev/serial/by-id/… or COM6); empty: none</translation>
    </message>
    <message>
      <source>Serial port of the scale (/dev/serial/by-id/… or COM5), its protocol set to “100”; empty: none</source>
      <translation>Serial port of the scale (/dev/serial/by-id/… or COM5), its protocol set to “100”; empty: none</translation>
    </message>
    <message>
      <source>Serial port of the scanner (/dev/serial/by-id/… or COM3), or auto: every USB scanner that is known; empty: none</source>
      <translation>Serial port of the scanner (/dev/serial/by-id/… or COM3), or auto: every USB scanner that is known; empty: none</translation>
    </message>
    <message>
      <source>Server on this machine</source>
      <translation>Server on this machine</translation>
    </message>
    <message>
      <source>Shop and receipts</source>
      <translation>Shop and receipts</translation>
    </message>
    <message>
      <source>Size at which a new log file begins</source>
      <translation>Size at which a new log file begins</translation>
    </message>
    <message>
      <source>Size of the window, such as 1024x768, or full for the whole screen</source>
      <translation>Size of the window, such as 1024x768, or full for the whole screen</translation>
    </message>
    <message>
      <source>Slips that another printer could not begin for so long come out here; 0: only when a person says so</source>
      <translation>Slips that another printer could not begin for so long come out here; 0: only when a person says so</translation>
    </message>
    <message>
      <source>Slot of that code page (ESC t n); -1: the display is set to it by its switches</source>
      <translation>Slot of that code page (ESC t n); -1: the display is set to it by its switches</translation>
    </message>
    <message>
      <source>Slot of that code page (ESC t n); the test page shows them all</source>
      <translation>Slot of that code page (ESC t n); the test page shows them all</translation>
    </message>
    <message>
      <source>Smallest sum typed for a gift card, in roubles</source>
      <translation>Smallest sum typed for a gift card, in roubles</translation>
    </message>
    <message>
      <source>Sounds for a scan accepted or refused</source>
      <translation>Sounds for a scan accepted or refused</translation>
    </message>
    <message>
      <source>Speed of that display's serial port</source>
      <translation>Speed of that display's serial port</translation>
    </message>
    <message>
      <source>Speed of the printer's serial port</source>
      <translation>Speed of the printer's serial port</translation>
    </message>
    <message>
      <source>Speed of the scale's serial port</source>
      <translation>Speed of the scale's serial port</translation>
    </message>
    <message>
      <source>Speed of the scanner's serial port</source>
      <translation>Speed of the scanner's serial port</translation>
    </message>
    <message>
      <source>Standard rates of VAT by their first day; a sale has the rate of its day, a return the sale's</source>
      <translation>Standard rates of VAT by their first day; a sale has the rate of its day, a return the sale's</translation>
    </message>
    <message>
      <source>Switch Chinese characters off (FS .): clones need it</source>
      <translation>Switch Chinese characters off (FS .): clones need it</translation>
    </message>
    <message>
      <source>Tag of goods that are a gift card of a fixed sum: their price</source>
      <translation>Tag of goods that are a gift card of a fixed sum: their price</translation>
    </message>
    <message>
      <source>Tag of goods that are a gift card of the sum that is typed</source>
      <translation>Tag of goods that are a gift card of the sum that is typed</translation>
    </message>
    <message>
      <source>Taxpayer number (INN) of the seller: 10 or 12 digits, or nothing</source>
      <translation>Taxpayer number (INN) of the seller: 10 or 12 digits, or nothing</translation>
    </message>
    <message>
      <source>The consent itself, shown when a buyer is registered</source>
      <translation>The consent itself, shown when a buyer is registered</translation>
    </message>
    <message>
      <source>The programme, JSON, beside this file; empty: none</source>
      <translation>The programme, JSON, beside this file; empty: none</translation>
    </message>
    <message>
      <source>The same code read again by the same scanner within so many milliseconds counts once; 0: every reading counts</source>
      <translation>The same code read again by the same scanner within so many milliseconds counts once; 0: every reading counts</translation>
    </message>
    <message>
      <source>The standard rate of VAT in per cent</source>
      <translation>The standard rate of VAT in per cent</translation>
    </message>
    <message>
      <source>The system's groups and the levels they mean, as group=level</source>
      <translation>The system's groups and the levels they mean, as group=level</translation>
    </message>
    <message>
      <source>This till</source>
      <translation>This till</translation>
    </message>
    <message>
      <source>Time at which they are written every day, of the day before; a night switched off is caught up; empty: never</source>
      <translation>Time at which they are written every day, of the day before; a night switched off is caught up; empty: never</translation>
    </message>
    <message>
      <source>Time zone of the store: days and shifts are counted by it</source>
      <translation>Time zone of the store: days and shifts are counted by it</translation>
    </message>
    <message>
      <source>Token by which Prometheus reads /metrics from anywhere; empty: from this machine alone</source>
      <translation>Token by which Prometheus reads /metrics from anywhere; empty: from this machine alone</translation>
    </message>
    <message>
      <source>Training mode</source>
      <translation>Training mode</translation>
    </message>
    <message>
      <source>Until when they are sold; at or before the beginning means the next day</source>
      <translation>Until when they are sold; at or before the beginning means the next day</translation>
    </message>
    <message>
      <source>VAT inside the advance that the sale of a gift card is, in per cent; none: without VAT</source>
      <translation>VAT inside the advance that the sale of a gift card is, in per cent; none: without VAT</translation>
    </message>
    <message>
      <source>Version beyond which this machine does not go; empty: the newest</source>
      <translation>Version beyond which this machine does not go; empty: the newest</translation>
    </message>
    <message>
      <source>What ends a code on the serial port; auto: CR, LF or a pause, gap: only a pause</source>
      <translation>What ends a code on the serial port; auto: CR, LF or a pause, gap: only a pause</translation>
    </message>
    <message>
      <source>What is worth a line in the log</source>
      <translation>What is worth a line in the log</translation>
    </message>
    <message>
      <source>What spends the points of a card in a telephone: its number, or only its changing code, verified by the server</source>
      <translation>What spends the points of a card in a telephone: its number, or only its changing code, verified by the server</translation>
    </message>
    <message>
      <source>What the buyer reads between two receipts; two lines on a display of two lines</source>
      <translation>What the buyer reads between two receipts; two lines on a display of two lines</translation>
    </message>
    <message>
      <source>What the number begins with; empty: the range says it</source>
      <translation>What the number begins with; empty: the range says it</translation>
    </message>
    <message>
      <source>What the practice till prints: slips marked as practice, or nothing</source>
      <translation>What the practice till prints: slips marked as practice, or nothing</translation>
    </message>
    <message>
      <source>What the rule is called in the cashier's refusal</source>
      <translation>What the rule is called in the cashier's refusal</translation>
    </message>
    <message>
      <source>What this machine becomes: a till, the node of a shop with several tills, the loyalty server; several of them in one list</source>
      <translation>What this machine becomes: a till, the node of a shop with several tills, the loyalty server; several of them in one list</translation>
    </message>
    <message>
      <source>What “cashier-app server pair --store-node” has printed there; env:NAME or stdin as above</source>
      <translation>What “cashier-app server pair --store-node” has printed there; env:NAME or stdin as above</translation>
    </message>
    <message>
      <source>What “cashier-app server pair” has printed; env:NAME takes it from a variable, stdin from a line of the standard input; empty: the till joins nothing</source>
      <translation>What “cashier-app server pair” has printed; env:NAME takes it from a variable, stdin from a line of the standard input; empty: the till joins nothing</translation>
    </message>
    <message>
      <source>Whether a version that is ready is put in by itself between shifts; else a person does it</source>
      <translation>Whether a version that is ready is put in by itself between shifts; else a person does it</translation>
    </message>
    <message>
      <source>Whether copies in the second place are compressed (gzip)</source>
      <translation>Whether copies in the second place are compressed (gzip)</translation>
    </message>
    <message>
      <source>Whether scanners that type like a keyboard are heard</source>
      <translation>Whether scanners that type like a keyboard are heard</translation>
    </message>
    <message>
      <source>Whether the buyer has a window on a screen of her own</source>
      <translation>Whether the buyer has a window on a screen of her own</translation>
    </message>
    <message>
      <source>Whether the code carries grams or kopecks</source>
      <translation>Whether the code carries grams or kopecks</translation>
    </message>
    <message>
      <source>Whether the consent is printed for the buyer's signature at registration</source>
      <translation>Whether the consent is printed for the buyer's signature at registration</translation>
    </message>
    <message>
      <source>Whether the loyalty server may listen on every address of this machine (host 0.0.0.0 or ::)</source>
      <translation>Whether the loyalty server may listen on every address of this machine (host 0.0.0.0 or ::)</translation>
    </message>
    <message>
      <source>Whether the loyalty server may speak to other machines without encryption: whoever is on the wire reads along</source>
      <translation>Whether the loyalty server may speak to other machines without encryption: whoever is on the wire reads along</translation>
    </message>
    <message>
      <source>Whether the printer's word that little paper is left is true</source>
      <translation>Whether the printer's word that little paper is left is true</translation>
    </message>
    <message>
      <source>Whether the till asks for another PIN at the first log-in (always where pin is given)</source>
      <translation>Whether the till asks for another PIN at the first log-in (always where pin is given)</translation>
    </message>
    <message>
      <source>Whether they are written of every closed shift</source>
      <translation>Whether they are written of every closed shift</translation>
    </message>
    <message>
      <source>Whether what was practised is there again next time; false: it is thrown away</source>
      <translation>Whether what was practised is there again next time; false: it is thrown away</translation>
    </message>
    <message>
      <source>Which screen that is, the cashier's being 1</source>
      <translation>Which screen that is, the cashier's being 1</translation>
    </message>
    <message>
      <source>Who assigns levels (discount groups): this server or the system</source>
      <translation>Who assigns levels (discount groups): this server or the system</translation>
    </message>
    <message>
      <source>Who binds cards, telephones and e-mails</source>
      <translation>Who binds cards, telephones and e-mails</translation>
    </message>
    <message>
      <source>Who blocks members</source>
      <translation>Who blocks members</translation>
    </message>
    <message>
      <source>Who confirms a redemption above the programme's limit: the buyer, or a colleague by PIN</source>
      <translation>Who confirms a redemption above the programme's limit: the buyer, or a colleague by PIN</translation>
    </message>
    <message>
      <source>Who draws QR codes: native the printer (GS ( k), image this program, dot by dot</source>
      <translation>Who draws QR codes: native the printer (GS ( k), image this program, dot by dot</translation>
    </message>
    <message>
      <source>Who draws bar codes: native the printer (GS k), image this program, dot by dot</source>
      <translation>Who draws bar codes: native the printer (GS k), image this program, dot by dot</translation>
    </message>
    <message>
      <source>Who knows members' birthdays</source>
      <translation>Who knows members' birthdays</translation>
    </message>
    <message>
      <source>Who knows members' names</source>
      <translation>Who knows members' names</translation>
    </message>
    <message>
      <source>Who publishes it, kept with the version; empty: the user of this machine</source>
      <translation>Who publishes it, kept with the version; empty: the user of this machine</translation>
    </message>
    <message>
      <source>Who puts members into segments</source>
      <translation>Who puts members into segments</translation>
    </message>
    <message>
      <source>Width of the paper</source>
      <translation>Width of the paper</translation>
    </message>
    <message>
      <source>Width of the paper in millimetres, for the profile</source>
      <translation>Width of the paper in millimetres, for the profile</translation>
    </message>
    <message>
      <source>for example {example}</source>
      <translation>for example {example}</translation>
    </message>
    <message>
      <source>from {minimum} to {maximum}</source>
      <translation>from {minimum} to {maximum}</translation>
    </message>
    <message>
      <source>no</source>
      <translation>no</translation>
    </message>
    <message>
      <source>one of {choices}</source>
      <translation>one of {choices}</translation>
    </message>
    <message>
      <source>true or false</source>
      <translation>true or false</translation>
    </message>
    <message>
      <source>yes</source>
      <translation>yes</translation>
    </message>
  </context>
  <context>
    <name>settings_screen</name>
    <message>
      <source>Add one</source>
      <translation>Add one</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Back</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Cancel</translation>
    </message>
    <message>
      <source>Change</source>
      <translation>Change</translation>
    </message>
    <message>
      <source>Copies of the database</source>
      <translation>Copies of the database</translation>
    </message>
    <message>
      <source>Database of the till</source>
      <translation>Database of the till</translation>
    </message>
    <message>
      <source>F12 writes it</source>
      <translation>F12 writes it</translation>
    </message>
    <message>
      <source>Files and folders</source>
      <translation>Files and folders</translation>
    </message>
    <message>
      <source>Files are moved with the program switched off</source>
      <translation>Files are moved with the program switched off</translation>
    </message>
    <message>
      <source>In force at once</source>
      <translation>In force at once</translation>
    </message>
    <message>
      <source>In force from the next start of the till</source>
      <translation>In force from the next start of the till</translation>
    </message>
    <message>
      <source>In force when the loyalty server is started again</source>
      <translation>In force when the loyalty server is started again</translation>
    </message>
    <message>
      <source>It is written and in force</source>
      <translation>It is written and in force</translation>
    </message>
    <message>
      <source>It is written, and in force from the next start</source>
      <translation>It is written, and in force from the next start</translation>
    </message>
    <message>
      <source>It is written; the loyalty server takes it when it is started again</source>
      <translation>It is written; the loyalty server takes it when it is started again</translation>
    </message>
    <message>
      <source>Logs</source>
      <translation>Logs</translation>
    </message>
    <message>
      <source>Nothing of this section can be tried</source>
      <translation>Nothing of this section can be tried</translation>
    </message>
    <message>
      <source>Now: {value}</source>
      <translation>Now: {value}</translation>
    </message>
    <message>
      <source>Printer profiles of your own</source>
      <translation>Printer profiles of your own</translation>
    </message>
    <message>
      <source>Reach the server now</source>
      <translation>Reach the server now</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Settings</translation>
    </message>
    <message>
      <source>Settings file</source>
      <translation>Settings file</translation>
    </message>
    <message>
      <source>Take out</source>
      <translation>Take out</translation>
    </message>
    <message>
      <source>The file before the last change</source>
      <translation>The file before the last change</translation>
    </message>
    <message>
      <source>The list is empty.</source>
      <translation>The list is empty.</translation>
    </message>
    <message>
      <source>The variable {name} decides this</source>
      <translation>The variable {name} decides this</translation>
    </message>
    <message>
      <source>This is no list</source>
      <translation>This is no list</translation>
    </message>
    <message>
      <source>This is set already</source>
      <translation>This is set already</translation>
    </message>
    <message>
      <source>To the devices</source>
      <translation>To the devices</translation>
    </message>
    <message>
      <source>Touch one of the list first</source>
      <translation>Touch one of the list first</translation>
    </message>
    <message>
      <source>Type another value first</source>
      <translation>Type another value first</translation>
    </message>
    <message>
      <source>Value</source>
      <translation>Value</translation>
    </message>
    <message>
      <source>Where this installation keeps its files</source>
      <translation>Where this installation keeps its files</translation>
    </message>
    <message>
      <source>Write it</source>
      <translation>Write it</translation>
    </message>
    <message>
      <source>by default: {value}</source>
      <translation>by default: {value}</translation>
    </message>
    <message>
      <source>changed</source>
      <translation>changed</translation>
    </message>
    <message>
      <source>is set</source>
      <translation>is set</translation>
    </message>
    <message>
      <source>it is being asked</source>
      <translation>it is being asked</translation>
    </message>
  </context>
  <context>
    <name>setup</name>
    <message numerus="yes">
      <source>%n found</source>
      <translation>
        <numerusform>%n found</numerusform>
        <numerusform>%n found</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n sign(s)</source>
      <translation>
        <numerusform>%n sign</numerusform>
        <numerusform>%n signs</numerusform>
      </translation>
    </message>
    <message>
      <source>A drawer hangs on a printer by its own cable; its pin is chosen here</source>
      <translation>A drawer hangs on a printer by its own cable; its pin is chosen here</translation>
    </message>
    <message>
      <source>A serial port: COM4, /dev/ttyUSB0 or /dev/serial/by-id/…</source>
      <translation>A serial port: COM4, /dev/ttyUSB0 or /dev/serial/by-id/…</translation>
    </message>
    <message>
      <source>Address</source>
      <translation>Address</translation>
    </message>
    <message>
      <source>After a code</source>
      <translation>After a code</translation>
    </message>
    <message>
      <source>Another model</source>
      <translation>Another model</translation>
    </message>
    <message>
      <source>As its manual, or a label beneath it, says</source>
      <translation>As its manual, or a label beneath it, says</translation>
    </message>
    <message>
      <source>Ask the network</source>
      <translation>Ask the network</translation>
    </message>
    <message>
      <source>Asking the network… {count}</source>
      <translation>Asking the network… {count}</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Back</translation>
    </message>
    <message>
      <source>Before a code</source>
      <translation>Before a code</translation>
    </message>
    <message>
      <source>Buyer's display</source>
      <translation>Buyer's display</translation>
    </message>
    <message>
      <source>Buyer's screen</source>
      <translation>Buyer's screen</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Cancel</translation>
    </message>
    <message>
      <source>Cash drawer</source>
      <translation>Cash drawer</translation>
    </message>
    <message>
      <source>Commands</source>
      <translation>Commands</translation>
    </message>
    <message>
      <source>Connection</source>
      <translation>Connection</translation>
    </message>
    <message>
      <source>Devices</source>
      <translation>Devices</translation>
    </message>
    <message>
      <source>Driver</source>
      <translation>Driver</translation>
    </message>
    <message>
      <source>Every USB scanner by itself</source>
      <translation>Every USB scanner by itself</translation>
    </message>
    <message>
      <source>File for support</source>
      <translation>File for support</translation>
    </message>
    <message>
      <source>Find</source>
      <translation>Find</translation>
    </message>
    <message>
      <source>For support: {file}</source>
      <translation>For support: {file}</translation>
    </message>
    <message>
      <source>Heard or not</source>
      <translation>Heard or not</translation>
    </message>
    <message>
      <source>It gives letters, width, knife and drawer; each can be changed after it</source>
      <translation>It gives letters, width, knife and drawer; each can be changed after it</translation>
    </message>
    <message>
      <source>It has been heard</source>
      <translation>It has been heard</translation>
    </message>
    <message>
      <source>It holds no buyers, receipts and secrets; send it by mail</source>
      <translation>It holds no buyers, receipts and secrets; send it by mail</translation>
    </message>
    <message>
      <source>It is written into the settings and in force</source>
      <translation>It is written into the settings and in force</translation>
    </message>
    <message>
      <source>It needs no port: scan any code to see whether it is heard</source>
      <translation>It needs no port: scan any code to see whether it is heard</translation>
    </message>
    <message>
      <source>It stands beside the till: the cashier types what its slip says</source>
      <translation>It stands beside the till: the cashier types what its slip says</translation>
    </message>
    <message>
      <source>Its printer has not been heard yet</source>
      <translation>Its printer has not been heard yet</translation>
    </message>
    <message>
      <source>Its printer is ready to open it</source>
      <translation>Its printer is ready to open it</translation>
    </message>
    <message>
      <source>Last scan</source>
      <translation>Last scan</translation>
    </message>
    <message>
      <source>Letters</source>
      <translation>Letters</translation>
    </message>
    <message>
      <source>Longest pause</source>
      <translation>Longest pause</translation>
    </message>
    <message>
      <source>Look again</source>
      <translation>Look again</translation>
    </message>
    <message>
      <source>Looking at USB, ports and queues…</source>
      <translation>Looking at USB, ports and queues…</translation>
    </message>
    <message>
      <source>Looking at the serial ports…</source>
      <translation>Looking at the serial ports…</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>Model</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>No display of two lines is set</source>
      <translation>No display of two lines is set</translation>
    </message>
    <message>
      <source>No drawer</source>
      <translation>No drawer</translation>
    </message>
    <message>
      <source>No printer opens a drawer</source>
      <translation>No printer opens a drawer</translation>
    </message>
    <message>
      <source>No printer: nothing is printed</source>
      <translation>No printer: nothing is printed</translation>
    </message>
    <message>
      <source>No scanner has a port of its own</source>
      <translation>No scanner has a port of its own</translation>
    </message>
    <message>
      <source>No screen for the buyer</source>
      <translation>No screen for the buyer</translation>
    </message>
    <message>
      <source>No such scanner is plugged in</source>
      <translation>No such scanner is plugged in</translation>
    </message>
    <message>
      <source>None: the buyer has no screen of her own</source>
      <translation>None: the buyer has no screen of her own</translation>
    </message>
    <message>
      <source>None: weights are typed</source>
      <translation>None: weights are typed</translation>
    </message>
    <message>
      <source>Not connected with the till</source>
      <translation>Not connected with the till</translation>
    </message>
    <message>
      <source>Not heard since the start</source>
      <translation>Not heard since the start</translation>
    </message>
    <message>
      <source>Nothing connects it with the till: a payment tries it</source>
      <translation>Nothing connects it with the till: a payment tries it</translation>
    </message>
    <message>
      <source>Nothing is seen. Plug it in, switch it on and look again, or type its address.</source>
      <translation>Nothing is seen. Plug it in, switch it on and look again, or type its address.</translation>
    </message>
    <message>
      <source>Nothing of the kind is set up</source>
      <translation>Nothing of the kind is set up</translation>
    </message>
    <message>
      <source>On the network 192.168.1.50 or a name; a port COM4 or /dev/ttyUSB0</source>
      <translation>On the network 192.168.1.50 or a name; a port COM4 or /dev/ttyUSB0</translation>
    </message>
    <message>
      <source>One more</source>
      <translation>One more</translation>
    </message>
    <message>
      <source>Only switch it off where every scanner has a port of its own</source>
      <translation>Only switch it off where every scanner has a port of its own</translation>
    </message>
    <message>
      <source>Open the drawer</source>
      <translation>Open the drawer</translation>
    </message>
    <message>
      <source>Paper</source>
      <translation>Paper</translation>
    </message>
    <message>
      <source>Payment terminal</source>
      <translation>Payment terminal</translation>
    </message>
    <message>
      <source>Pin</source>
      <translation>Pin</translation>
    </message>
    <message>
      <source>Pin 2, as nearly every drawer</source>
      <translation>Pin 2, as nearly every drawer</translation>
    </message>
    <message>
      <source>Pin 5, the second drawer</source>
      <translation>Pin 5, the second drawer</translation>
    </message>
    <message>
      <source>Pin of the pulse</source>
      <translation>Pin of the pulse</translation>
    </message>
    <message>
      <source>Plug it in and switch it on: the window comes by itself</source>
      <translation>Plug it in and switch it on: the window comes by itself</translation>
    </message>
    <message>
      <source>Plug it in, then touch “Find”</source>
      <translation>Plug it in, then touch “Find”</translation>
    </message>
    <message>
      <source>Plug it in: it is taken up by itself</source>
      <translation>Plug it in: it is taken up by itself</translation>
    </message>
    <message>
      <source>Plugged in, a queue of the system, or on the network by its address</source>
      <translation>Plugged in, a queue of the system, or on the network by its address</translation>
    </message>
    <message>
      <source>Port</source>
      <translation>Port</translation>
    </message>
    <message>
      <source>Print a test page</source>
      <translation>Print a test page</translation>
    </message>
    <message>
      <source>Printer</source>
      <translation>Printer</translation>
    </message>
    <message>
      <source>Receipt printer</source>
      <translation>Receipt printer</translation>
    </message>
    <message>
      <source>Scale</source>
      <translation>Scale</translation>
    </message>
    <message>
      <source>Scan any code: it is shown here and sells nothing</source>
      <translation>Scan any code: it is shown here and sells nothing</translation>
    </message>
    <message>
      <source>Scanner</source>
      <translation>Scanner</translation>
    </message>
    <message>
      <source>Scanner that types</source>
      <translation>Scanner that types</translation>
    </message>
    <message>
      <source>Scanners that type are heard</source>
      <translation>Scanners that type are heard</translation>
    </message>
    <message>
      <source>Scanners that type like a keyboard are not heard</source>
      <translation>Scanners that type like a keyboard are not heard</translation>
    </message>
    <message>
      <source>Scans</source>
      <translation>Scans</translation>
    </message>
    <message>
      <source>Screen</source>
      <translation>Screen</translation>
    </message>
    <message>
      <source>Screen {number}</source>
      <translation>Screen {number}</translation>
    </message>
    <message>
      <source>Show the alphabet</source>
      <translation>Show the alphabet</translation>
    </message>
    <message>
      <source>Speed</source>
      <translation>Speed</translation>
    </message>
    <message>
      <source>Take out</source>
      <translation>Take out</translation>
    </message>
    <message>
      <source>Take out?</source>
      <translation>Take out?</translation>
    </message>
    <message>
      <source>Take this</source>
      <translation>Take this</translation>
    </message>
    <message>
      <source>Test</source>
      <translation>Test</translation>
    </message>
    <message>
      <source>Test the scale</source>
      <translation>Test the scale</translation>
    </message>
    <message>
      <source>The buyer sees goods, sum and points on a second screen of this machine</source>
      <translation>The buyer sees goods, sum and points on a second screen of this machine</translation>
    </message>
    <message>
      <source>The buyer's screen is at work</source>
      <translation>The buyer's screen is at work</translation>
    </message>
    <message>
      <source>The buyer's screen shows it already</source>
      <translation>The buyer's screen shows it already</translation>
    </message>
    <message>
      <source>The display shows the alphabet: look whether every letter is right</source>
      <translation>The display shows the alphabet: look whether every letter is right</translation>
    </message>
    <message>
      <source>The drawer opens; it is written down</source>
      <translation>The drawer opens; it is written down</translation>
    </message>
    <message>
      <source>The file as it was stays beside it, with .before behind its name</source>
      <translation>The file as it was stays beside it, with .before behind its name</translation>
    </message>
    <message>
      <source>The file for support is being written: it takes some seconds</source>
      <translation>The file for support is being written: it takes some seconds</translation>
    </message>
    <message>
      <source>The printer is asked what it is…</source>
      <translation>The printer is asked what it is…</translation>
    </message>
    <message>
      <source>The scale works: {weight}</source>
      <translation>The scale works: {weight}</translation>
    </message>
    <message>
      <source>The terminal answers</source>
      <translation>The terminal answers</translation>
    </message>
    <message>
      <source>The terminal is being asked</source>
      <translation>The terminal is being asked</translation>
    </message>
    <message>
      <source>The test page is being printed: look which line has proper letters</source>
      <translation>The test page is being printed: look which line has proper letters</translation>
    </message>
    <message>
      <source>The test page's ruler fills the paper and does not run over</source>
      <translation>The test page's ruler fills the paper and does not run over</translation>
    </message>
    <message>
      <source>The test shows which is right: on paper, the line that reads as Russian</source>
      <translation>The test shows which is right: on paper, the line that reads as Russian</translation>
    </message>
    <message>
      <source>The weight stands still</source>
      <translation>The weight stands still</translation>
    </message>
    <message>
      <source>There is no such screen</source>
      <translation>There is no such screen</translation>
    </message>
    <message>
      <source>They are not heard: keys are keys</source>
      <translation>They are not heard: keys are keys</translation>
    </message>
    <message>
      <source>This is set already</source>
      <translation>This is set already</translation>
    </message>
    <message>
      <source>Touch one of the list first</source>
      <translation>Touch one of the list first</translation>
    </message>
    <message>
      <source>Try and learn</source>
      <translation>Try and learn</translation>
    </message>
    <message>
      <source>Try pin 2 first; if the drawer stays shut, pin 5</source>
      <translation>Try pin 2 first; if the drawer stays shut, pin 5</translation>
    </message>
    <message>
      <source>Type an address</source>
      <translation>Type an address</translation>
    </message>
    <message>
      <source>Type the address first</source>
      <translation>Type the address first</translation>
    </message>
    <message>
      <source>Unplug it and look again: what is gone then is this device</source>
      <translation>Unplug it and look again: what is gone then is this device</translation>
    </message>
    <message>
      <source>What this machine sees</source>
      <translation>What this machine sees</translation>
    </message>
    <message>
      <source>Where is it?</source>
      <translation>Where is it?</translation>
    </message>
    <message>
      <source>Whether a drawer hangs on it, a test shows</source>
      <translation>Whether a drawer hangs on it, a test shows</translation>
    </message>
    <message>
      <source>Which screen</source>
      <translation>Which screen</translation>
    </message>
    <message>
      <source>Width</source>
      <translation>Width</translation>
    </message>
    <message>
      <source>even parity</source>
      <translation>even parity</translation>
    </message>
    <message>
      <source>from a description</source>
      <translation>from a description</translation>
    </message>
    <message>
      <source>is set</source>
      <translation>is set</translation>
    </message>
    <message>
      <source>is taken out of the settings</source>
      <translation>is taken out of the settings</translation>
    </message>
    <message>
      <source>kg</source>
      <translation>kg</translation>
    </message>
    <message>
      <source>letters and width are then found with the test page</source>
      <translation>letters and width are then found with the test page</translation>
    </message>
    <message>
      <source>network</source>
      <translation>network</translation>
    </message>
    <message>
      <source>no parity</source>
      <translation>no parity</translation>
    </message>
    <message>
      <source>nobody knows what hangs on it</source>
      <translation>nobody knows what hangs on it</translation>
    </message>
    <message>
      <source>not chosen</source>
      <translation>not chosen</translation>
    </message>
    <message>
      <source>odd parity</source>
      <translation>odd parity</translation>
    </message>
    <message>
      <source>printer {number}</source>
      <translation>printer {number}</translation>
    </message>
    <message>
      <source>queue of the system</source>
      <translation>queue of the system</translation>
    </message>
    <message>
      <source>serial port</source>
      <translation>serial port</translation>
    </message>
    <message>
      <source>set by the display's switches</source>
      <translation>set by the display's switches</translation>
    </message>
    <message>
      <source>used by another device</source>
      <translation>used by another device</translation>
    </message>
    <message>
      <source>whichever is plugged in is heard, in any socket</source>
      <translation>whichever is plugged in is heard, in any socket</translation>
    </message>
    <message>
      <source>{count} bit/s</source>
      <translation>{count} bit/s</translation>
    </message>
    <message>
      <source>{count} ms</source>
      <translation>{count} ms</translation>
    </message>
    <message>
      <source>{device} “{name}”</source>
      <translation>{device} “{name}”</translation>
    </message>
    <message>
      <source>{paper} mm, {columns} signs a line</source>
      <translation>{paper} mm, {columns} signs a line</translation>
    </message>
  </context>
  <context>
    <name>shell</name>
    <message>
      <source>A payment is open</source>
      <translation>A payment is open</translation>
    </message>
    <message>
      <source>A refund waits for the terminal's answer</source>
      <translation>A refund waits for the terminal's answer</translation>
    </message>
    <message>
      <source>Finish it or go back to the receipt</source>
      <translation>Finish it or go back to the receipt</translation>
    </message>
    <message>
      <source>Go back to the receipt and scan again</source>
      <translation>Go back to the receipt and scan again</translation>
    </message>
    <message>
      <source>Log in first</source>
      <translation>Log in first</translation>
    </message>
    <message>
      <source>Menu → About shows what was written down</source>
      <translation>Menu → About shows what was written down</translation>
    </message>
    <message>
      <source>Nothing can be scanned here</source>
      <translation>Nothing can be scanned here</translation>
    </message>
    <message>
      <source>Say first whether it was approved</source>
      <translation>Say first whether it was approved</translation>
    </message>
    <message>
      <source>The till did not end by itself last time; everything that was paid is kept</source>
      <translation>The till did not end by itself last time; everything that was paid is kept</translation>
    </message>
  </context>
  <context>
    <name>shift</name>
    <message>
      <source>Back</source>
      <translation>Back</translation>
    </message>
    <message>
      <source>Close the shift</source>
      <translation>Close the shift</translation>
    </message>
    <message>
      <source>It is being reckoned</source>
      <translation>It is being reckoned</translation>
    </message>
    <message>
      <source>Kept Z reports</source>
      <translation>Kept Z reports</translation>
    </message>
    <message>
      <source>No shift is open</source>
      <translation>No shift is open</translation>
    </message>
    <message>
      <source>Open a shift</source>
      <translation>Open a shift</translation>
    </message>
    <message>
      <source>Open the drawer</source>
      <translation>Open the drawer</translation>
    </message>
    <message>
      <source>Print the X report</source>
      <translation>Print the X report</translation>
    </message>
    <message>
      <source>Put cash in</source>
      <translation>Put cash in</translation>
    </message>
    <message>
      <source>Shift {number}</source>
      <translation>Shift {number}</translation>
    </message>
    <message>
      <source>Take cash out</source>
      <translation>Take cash out</translation>
    </message>
    <message>
      <source>The X report is being printed</source>
      <translation>The X report is being printed</translation>
    </message>
    <message>
      <source>The drawer opens; it is written down</source>
      <translation>The drawer opens; it is written down</translation>
    </message>
    <message>
      <source>The shift has been open for more than 24 hours: close it now</source>
      <translation>The shift has been open for more than 24 hours: close it now</translation>
    </message>
    <message>
      <source>The shift will soon be 24 hours long: close it in time</source>
      <translation>The shift will soon be 24 hours long: close it in time</translation>
    </message>
  </context>
  <context>
    <name>shift_opening</name>
    <message>
      <source>Another cashier</source>
      <translation>Another cashier</translation>
    </message>
    <message>
      <source>Count by notes and coins</source>
      <translation>Count by notes and coins</translation>
    </message>
    <message>
      <source>Count the cash in the drawer, type the sum and open the shift; 0 if it is empty.</source>
      <translation>Count the cash in the drawer, type the sum and open the shift; 0 if it is empty.</translation>
    </message>
    <message>
      <source>In the drawer, ₽</source>
      <translation>In the drawer, ₽</translation>
    </message>
    <message>
      <source>No shift is open</source>
      <translation>No shift is open</translation>
    </message>
    <message>
      <source>Open the shift</source>
      <translation>Open the shift</translation>
    </message>
    <message>
      <source>Shift {number} is open</source>
      <translation>Shift {number} is open</translation>
    </message>
    <message>
      <source>What lies in the drawer?</source>
      <translation>What lies in the drawer?</translation>
    </message>
    <message>
      <source>When the last shift was closed, {sum} was counted there.</source>
      <translation>When the last shift was closed, {sum} was counted there.</translation>
    </message>
    <message>
      <source>the shift is being opened</source>
      <translation>the shift is being opened</translation>
    </message>
    <message>
      <source>type the sum in the drawer</source>
      <translation>type the sum in the drawer</translation>
    </message>
  </context>
  <context>
    <name>show</name>
    <message>
      <source>A level is held at least {days}</source>
      <translation>A level is held at least {days}</translation>
    </message>
    <message>
      <source>A point pays {money}, points are given {on}</source>
      <translation>A point pays {money}, points are given {on}</translation>
    </message>
    <message>
      <source>A unit never costs less than {money}</source>
      <translation>A unit never costs less than {money}</translation>
    </message>
    <message>
      <source>Announcement: {text}</source>
      <translation>Announcement: {text}</translation>
    </message>
    <message>
      <source>Base rate {rate}, “{name}”, rounded {rounding} to {step}</source>
      <translation>Base rate {rate}, “{name}”, rounded {rounding} to {step}</translation>
    </message>
    <message>
      <source>Card price of {product}: {price}</source>
      <translation>Card price of {product}: {price}</translation>
    </message>
    <message>
      <source>Card prices are not in force</source>
      <translation>Card prices are not in force</translation>
    </message>
    <message>
      <source>Card prices of the catalogue are in force as “{name}”</source>
      <translation>Card prices of the catalogue are in force as “{name}”</translation>
    </message>
    <message>
      <source>Discount</source>
      <translation>Discount</translation>
    </message>
    <message>
      <source>Fall: {inactivity}</source>
      <translation>Fall: {inactivity}</translation>
    </message>
    <message>
      <source>Gives {points}, “{name}”: {life}</source>
      <translation>Gives {points}, “{name}”: {life}</translation>
    </message>
    <message>
      <source>In advance: {points} until the server has counted it; what was not there is repaid by later points</source>
      <translation>In advance: {points} until the server has counted it; what was not there is repaid by later points</translation>
    </message>
    <message>
      <source>Is not offered by itself</source>
      <translation>Is not offered by itself</translation>
    </message>
    <message>
      <source>Is offered on purchases over {money}</source>
      <translation>Is offered on purchases over {money}</translation>
    </message>
    <message>
      <source>Level</source>
      <translation>Level</translation>
    </message>
    <message>
      <source>Levels</source>
      <translation>Levels</translation>
    </message>
    <message>
      <source>More than {points} have to be confirmed</source>
      <translation>More than {points} have to be confirmed</translation>
    </message>
    <message>
      <source>Never any discount on: {goods}</source>
      <translation>Never any discount on: {goods}</translation>
    </message>
    <message>
      <source>No discount below the cost and {rate}</source>
      <translation>No discount below the cost and {rate}</translation>
    </message>
    <message>
      <source>No points are given</source>
      <translation>No points are given</translation>
    </message>
    <message>
      <source>No points for: {goods}</source>
      <translation>No points for: {goods}</translation>
    </message>
    <message>
      <source>Not less than {points}</source>
      <translation>Not less than {points}</translation>
    </message>
    <message>
      <source>Not together with a promo code</source>
      <translation>Not together with a promo code</translation>
    </message>
    <message>
      <source>Notice and network</source>
      <translation>Notice and network</translation>
    </message>
    <message>
      <source>Notice of changes: {notice}</source>
      <translation>Notice of changes: {notice}</translation>
    </message>
    <message>
      <source>On receipts from {money}</source>
      <translation>On receipts from {money}</translation>
    </message>
    <message>
      <source>Payable with points</source>
      <translation>Payable with points</translation>
    </message>
    <message>
      <source>Pilot: only {whom}</source>
      <translation>Pilot: only {whom}</translation>
    </message>
    <message>
      <source>Points</source>
      <translation>Points</translation>
    </message>
    <message>
      <source>Points are not redeemed</source>
      <translation>Points are not redeemed</translation>
    </message>
    <message>
      <source>Points are {life}</source>
      <translation>Points are {life}</translation>
    </message>
    <message>
      <source>Points given for the goods that are spent already {debt}</source>
      <translation>Points given for the goods that are spent already {debt}</translation>
    </message>
    <message>
      <source>Points never pay below the cost and {rate}</source>
      <translation>Points never pay below the cost and {rate}</translation>
    </message>
    <message>
      <source>Points never pay for: {goods}</source>
      <translation>Points never pay for: {goods}</translation>
    </message>
    <message>
      <source>Points spent on them that have lapsed meanwhile come back for {days}</source>
      <translation>Points spent on them that have lapsed meanwhile come back for {days}</translation>
    </message>
    <message>
      <source>Points spent on them that have lapsed meanwhile come back lapsed</source>
      <translation>Points spent on them that have lapsed meanwhile come back lapsed</translation>
    </message>
    <message>
      <source>Prices and discounts</source>
      <translation>Prices and discounts</translation>
    </message>
    <message>
      <source>Purchases from</source>
      <translation>Purchases from</translation>
    </message>
    <message>
      <source>Purchases {window} count; a rise {rise}; when too few are left, the level {fall}</source>
      <translation>Purchases {window} count; a rise {rise}; when too few are left, the level {fall}</translation>
    </message>
    <message>
      <source>Redemption</source>
      <translation>Redemption</translation>
    </message>
    <message>
      <source>Redemption without a network: {offline}</source>
      <translation>Redemption without a network: {offline}</translation>
    </message>
    <message>
      <source>Registration</source>
      <translation>Registration</translation>
    </message>
    <message>
      <source>Returns</source>
      <translation>Returns</translation>
    </message>
    <message>
      <source>Rules</source>
      <translation>Rules</translation>
    </message>
    <message>
      <source>The level may fall: {when}</source>
      <translation>The level may fall: {when}</translation>
    </message>
    <message>
      <source>The level's discount comes on top of a card price</source>
      <translation>The level's discount comes on top of a card price</translation>
    </message>
    <message>
      <source>The level's discount is not given on: {goods}</source>
      <translation>The level's discount is not given on: {goods}</translation>
    </message>
    <message>
      <source>Up to {share} {of}, in steps of {step}; levels may say otherwise</source>
      <translation>Up to {share} {of}, in steps of {step}; levels may say otherwise</translation>
    </message>
    <message>
      <source>With a balance from {points}</source>
      <translation>With a balance from {points}</translation>
    </message>
    <message>
      <source>assigned</source>
      <translation>assigned</translation>
    </message>
    <message>
      <source>discount {rate}</source>
      <translation>discount {rate}</translation>
    </message>
    <message>
      <source>none</source>
      <translation>none</translation>
    </message>
    <message>
      <source>payable with points {rate}</source>
      <translation>payable with points {rate}</translation>
    </message>
    <message>
      <source>points {rate}</source>
      <translation>points {rate}</translation>
    </message>
    <message>
      <source>{level}, with a promo code: {terms}</source>
      <translation>{level}, with a promo code: {terms}</translation>
    </message>
    <message>
      <source>{name}, version {version}, from {date}</source>
      <translation>{name}, version {version}, from {date}</translation>
    </message>
  </context>
  <context>
    <name>simulation</name>
    <message>
      <source>Broken:</source>
      <translation>Broken:</translation>
    </message>
    <message>
      <source>Every promise was kept in {seeds} seeds, in which there were:</source>
      <translation>Every promise was kept in {seeds} seeds, in which there were:</translation>
    </message>
    <message>
      <source>Seed {seed}:</source>
      <translation>Seed {seed}:</translation>
    </message>
    <message>
      <source>asked offline, granted in full</source>
      <translation>asked offline, granted in full</translation>
    </message>
    <message>
      <source>deny</source>
      <translation>deny</translation>
    </message>
    <message>
      <source>of all</source>
      <translation>of all</translation>
    </message>
    <message>
      <source>overspent per 10,000: operations / points</source>
      <translation>overspent per 10,000: operations / points</translation>
    </message>
    <message>
      <source>policy</source>
      <translation>policy</translation>
    </message>
    <message>
      <source>rights at the store node</source>
      <translation>rights at the store node</translation>
    </message>
    <message>
      <source>rights, split over tills</source>
      <translation>rights, split over tills</translation>
    </message>
    <message>
      <source>stale copy (what others do)</source>
      <translation>stale copy (what others do)</translation>
    </message>
    <message>
      <source>the same + floor of {points}</source>
      <translation>the same + floor of {points}</translation>
    </message>
    <message>
      <source>the same with fraudsters</source>
      <translation>the same with fraudsters</translation>
    </message>
    <message>
      <source>{number} of {all} seeds have kept every promise</source>
      <translation>{number} of {all} seeds have kept every promise</translation>
    </message>
    <message>
      <source>{redemptions} redemptions, {offline} wishes without a line, {less} online that got less; {seconds} s</source>
      <translation>{redemptions} redemptions, {offline} wishes without a line, {less} online that got less; {seconds} s</translation>
    </message>
  </context>
  <context>
    <name>slip</name>
    <message>
      <source>Slip</source>
      <translation>Slip</translation>
    </message>
    <message>
      <source>This is the beginning</source>
      <translation>This is the beginning</translation>
    </message>
    <message>
      <source>This is the end</source>
      <translation>This is the end</translation>
    </message>
  </context>
  <context>
    <name>strip</name>
    <message>
      <source>Help</source>
      <translation>Help</translation>
    </message>
    <message>
      <source>Hints</source>
      <translation>Hints</translation>
    </message>
    <message>
      <source>Lock</source>
      <translation>Lock</translation>
    </message>
    <message>
      <source>Log in first</source>
      <translation>Log in first</translation>
    </message>
    <message>
      <source>Menu</source>
      <translation>Menu</translation>
    </message>
    <message>
      <source>Notices</source>
      <translation>Notices</translation>
    </message>
    <message>
      <source>Printer</source>
      <translation>Printer</translation>
    </message>
    <message>
      <source>Scanner</source>
      <translation>Scanner</translation>
    </message>
    <message>
      <source>Server</source>
      <translation>Server</translation>
    </message>
    <message>
      <source>TRAINING MODE</source>
      <translation>TRAINING MODE</translation>
    </message>
    <message>
      <source>Till {number}</source>
      <translation>Till {number}</translation>
    </message>
    <message>
      <source>shift {number}</source>
      <translation>shift {number}</translation>
    </message>
    <message>
      <source>touch: another cashier</source>
      <translation>touch: another cashier</translation>
    </message>
  </context>
  <context>
    <name>switching</name>
    <message>
      <source>Nobody: back</source>
      <translation>Nobody: back</translation>
    </message>
    <message>
      <source>Take over</source>
      <translation>Take over</translation>
    </message>
    <message>
      <source>The receipt is parked</source>
      <translation>The receipt is parked</translation>
    </message>
    <message>
      <source>The receipt stays</source>
      <translation>The receipt stays</translation>
    </message>
    <message>
      <source>There is no open receipt</source>
      <translation>There is no open receipt</translation>
    </message>
    <message>
      <source>Who goes on?</source>
      <translation>Who goes on?</translation>
    </message>
    <message>
      <source>{name} is at the till</source>
      <translation>{name} is at the till</translation>
    </message>
    <message>
      <source>{name} is at the till. Touch your name and type the PIN, or scan the badge.</source>
      <translation>{name} is at the till. Touch your name and type the PIN, or scan the badge.</translation>
    </message>
  </context>
  <context>
    <name>sync</name>
    <message>
      <source>Ask whoever runs the server for its CA's certificate, and name the file in [server] ca_file</source>
      <translation>Ask whoever runs the server for its CA's certificate, and name the file in [server] ca_file</translation>
    </message>
    <message>
      <source>Check the file named by [server] ca_file: a certificate in PEM</source>
      <translation>Check the file named by [server] ca_file: a certificate in PEM</translation>
    </message>
    <message>
      <source>Compare this machine's clock; if it is right, whoever runs the server has to renew the certificate</source>
      <translation>Compare this machine's clock; if it is right, whoever runs the server has to renew the certificate</translation>
    </message>
    <message>
      <source>Its address begins with http:// ([server] url), unless somebody is in between: ask whoever runs it</source>
      <translation>Its address begins with http:// ([server] url), unless somebody is in between: ask whoever runs it</translation>
    </message>
    <message>
      <source>Its address has to begin with https://: [server] url</source>
      <translation>Its address has to begin with https://: [server] url</translation>
    </message>
    <message>
      <source>The certificate to compare the server's with cannot be read</source>
      <translation>The certificate to compare the server's with cannot be read</translation>
    </message>
    <message>
      <source>The exchange failed by a mistake of the program: the log has it</source>
      <translation>The exchange failed by a mistake of the program: the log has it</translation>
    </message>
    <message>
      <source>The operation says another number or epoch than the queue</source>
      <translation>The operation says another number or epoch than the queue</translation>
    </message>
    <message>
      <source>The operation was damaged after it was written</source>
      <translation>The operation was damaged after it was written</translation>
    </message>
    <message>
      <source>The operation's points contradict each other</source>
      <translation>The operation's points contradict each other</translation>
    </message>
    <message>
      <source>The server answers</source>
      <translation>The server answers</translation>
    </message>
    <message>
      <source>The server asks to wait</source>
      <translation>The server asks to wait</translation>
    </message>
    <message>
      <source>The server cannot be reached</source>
      <translation>The server cannot be reached</translation>
    </message>
    <message>
      <source>The server cannot read this operation; it may be older than this till</source>
      <translation>The server cannot read this operation; it may be older than this till</translation>
    </message>
    <message>
      <source>The server does not accept what this till sends</source>
      <translation>The server does not accept what this till sends</translation>
    </message>
    <message>
      <source>The server does not answer in time</source>
      <translation>The server does not answer in time</translation>
    </message>
    <message>
      <source>The server does not know this till: pair it again</source>
      <translation>The server does not know this till: pair it again</translation>
    </message>
    <message>
      <source>The server failed on this operation by a mistake of its own</source>
      <translation>The server failed on this operation by a mistake of its own</translation>
    </message>
    <message>
      <source>The server gave no reason</source>
      <translation>The server gave no reason</translation>
    </message>
    <message>
      <source>The server has not been asked yet</source>
      <translation>The server has not been asked yet</translation>
    </message>
    <message>
      <source>The server knows another history of this till: call support</source>
      <translation>The server knows another history of this till: call support</translation>
    </message>
    <message>
      <source>The server reports a failure of its own</source>
      <translation>The server reports a failure of its own</translation>
    </message>
    <message>
      <source>The server wants to be spoken to encrypted</source>
      <translation>The server wants to be spoken to encrypted</translation>
    </message>
    <message>
      <source>The server's certificate is for another address</source>
      <translation>The server's certificate is for another address</translation>
    </message>
    <message>
      <source>The server's certificate is not the one expected</source>
      <translation>The server's certificate is not the one expected</translation>
    </message>
    <message>
      <source>The server's certificate is not valid today, or this machine's clock is wrong</source>
      <translation>The server's certificate is not valid today, or this machine's clock is wrong</translation>
    </message>
    <message>
      <source>The till's database cannot be written</source>
      <translation>The till's database cannot be written</translation>
    </message>
    <message>
      <source>Use an address that the certificate names ([server] url), or get one for this address</source>
      <translation>Use an address that the certificate names ([server] url), or get one for this address</translation>
    </message>
    <message>
      <source>What answers at this address does not encrypt</source>
      <translation>What answers at this address does not encrypt</translation>
    </message>
    <message>
      <source>What answers at this address is not the loyalty server</source>
      <translation>What answers at this address is not the loyalty server</translation>
    </message>
  </context>
  <context>
    <name>system</name>
    <message>
      <source>a file lies where the folder belongs</source>
      <translation>a file lies where the folder belongs</translation>
    </message>
    <message>
      <source>another program holds this port</source>
      <translation>another program holds this port</translation>
    </message>
    <message>
      <source>it is a file, not a folder</source>
      <translation>it is a file, not a folder</translation>
    </message>
    <message>
      <source>it is a folder, not a file</source>
      <translation>it is a folder, not a file</translation>
    </message>
    <message>
      <source>nobody answers there</source>
      <translation>nobody answers there</translation>
    </message>
    <message>
      <source>the disk cannot be written</source>
      <translation>the disk cannot be written</translation>
    </message>
    <message>
      <source>the disk is full</source>
      <translation>the disk is full</translation>
    </message>
    <message>
      <source>the disk or the device has failed</source>
      <translation>the disk or the device has failed</translation>
    </message>
    <message>
      <source>there is no such file or folder</source>
      <translation>there is no such file or folder</translation>
    </message>
    <message>
      <source>this machine has no such address</source>
      <translation>this machine has no such address</translation>
    </message>
    <message>
      <source>this user has no right to it</source>
      <translation>this user has no right to it</translation>
    </message>
  </context>
  <context>
    <name>template</name>
    <message>
      <source>&lt; &gt; * ^ before a space: left, right, bold, tall; --- a rule; // a remark.</source>
      <translation>&lt; &gt; * ^ before a space: left, right, bold, tall; --- a rule; // a remark.</translation>
    </message>
    <message>
      <source>A line whose name has nothing to say on a receipt is left out.</source>
      <translation>A line whose name has nothing to say on a receipt is left out.</translation>
    </message>
    <message>
      <source>Line {line}: {problem}</source>
      <translation>Line {line}: {problem}</translation>
    </message>
    <message>
      <source>[header] and [footer] begin the sections; each line below is a line of paper.</source>
      <translation>[header] and [footer] begin the sections; each line below is a line of paper.</translation>
    </message>
    <message>
      <source>a QR code holds at most 300 bytes here</source>
      <translation>a QR code holds at most 300 bytes here</translation>
    </message>
    <message>
      <source>a brace without its other half; \ before it makes it a letter</source>
      <translation>a brace without its other half; \ before it makes it a letter</translation>
    </message>
    <message>
      <source>a code of Latin letters and digits, at most 48, fits a bar code</source>
      <translation>a code of Latin letters and digits, at most 48, fits a bar code</translation>
    </message>
    <message>
      <source>a line before [header] or [footer]</source>
      <translation>a line before [header] or [footer]</translation>
    </message>
    <message>
      <source>day of the receipt</source>
      <translation>day of the receipt</translation>
    </message>
    <message>
      <source>how much is lacking to the next level</source>
      <translation>how much is lacking to the next level</translation>
    </message>
    <message>
      <source>id of the receipt, 32 letters</source>
      <translation>id of the receipt, 32 letters</translation>
    </message>
    <message>
      <source>it is a return</source>
      <translation>it is a return</translation>
    </message>
    <message>
      <source>it is a sale</source>
      <translation>it is a sale</translation>
    </message>
    <message>
      <source>its address</source>
      <translation>its address</translation>
    </message>
    <message>
      <source>its taxpayer number</source>
      <translation>its taxpayer number</translation>
    </message>
    <message>
      <source>its time</source>
      <translation>its time</translation>
    </message>
    <message>
      <source>last day on which they can be spent</source>
      <translation>last day on which they can be spent</translation>
    </message>
    <message>
      <source>last digits of the card</source>
      <translation>last digits of the card</translation>
    </message>
    <message>
      <source>left | right: the second at the right edge; \ makes a sign a letter.</source>
      <translation>left | right: the second at the right edge; \ makes a sign a letter.</translation>
    </message>
    <message>
      <source>level of the buyer</source>
      <translation>level of the buyer</translation>
    </message>
    <message>
      <source>name of the buyer</source>
      <translation>name of the buyer</translation>
    </message>
    <message>
      <source>name of the shop</source>
      <translation>name of the shop</translation>
    </message>
    <message>
      <source>number of the receipt</source>
      <translation>number of the receipt</translation>
    </message>
    <message>
      <source>number of the shift</source>
      <translation>number of the shift</translation>
    </message>
    <message>
      <source>number of the till</source>
      <translation>number of the till</translation>
    </message>
    <message>
      <source>one | parts a line; \ before it makes it a letter</source>
      <translation>one | parts a line; \ before it makes it a letter</translation>
    </message>
    <message>
      <source>points that burn first</source>
      <translation>points that burn first</translation>
    </message>
    <message>
      <source>points that this receipt gave</source>
      <translation>points that this receipt gave</translation>
    </message>
    <message>
      <source>points to spend after this receipt</source>
      <translation>points to spend after this receipt</translation>
    </message>
    <message>
      <source>sum of the discounts</source>
      <translation>sum of the discounts</translation>
    </message>
    <message>
      <source>sum that is lacking to it</source>
      <translation>sum that is lacking to it</translation>
    </message>
    <message>
      <source>sum to pay</source>
      <translation>sum to pay</translation>
    </message>
    <message>
      <source>the QR code that a return is made by</source>
      <translation>the QR code that a return is made by</translation>
    </message>
    <message>
      <source>the buyer has a card that is known here</source>
      <translation>the buyer has a card that is known here</translation>
    </message>
    <message>
      <source>the level above it</source>
      <translation>the level above it</translation>
    </message>
    <message>
      <source>the line is longer than {count} letters</source>
      <translation>the line is longer than {count} letters</translation>
    </message>
    <message>
      <source>the template is longer than {lines} lines or {bytes} bytes</source>
      <translation>the template is longer than {lines} lines or {bytes} bytes</translation>
    </message>
    <message>
      <source>there is no name {name}. Allowed: {allowed}</source>
      <translation>there is no name {name}. Allowed: {allowed}</translation>
    </message>
    <message>
      <source>there is no name {name}; did you mean {near}? Allowed: {allowed}</source>
      <translation>there is no name {name}; did you mean {near}? Allowed: {allowed}</translation>
    </message>
    <message>
      <source>which points burn when</source>
      <translation>which points burn when</translation>
    </message>
    <message>
      <source>who sold</source>
      <translation>who sold</translation>
    </message>
    <message>
      <source>{logo}, {receipt_code}, {qr TEXT}, {barcode TEXT}, {ean13 DIGITS}: a line each.</source>
      <translation>{logo}, {receipt_code}, {qr TEXT}, {barcode TEXT}, {ean13 DIGITS}: a line each.</translation>
    </message>
    <message>
      <source>{name} cannot be left out. Allowed: {allowed}</source>
      <translation>{name} cannot be left out. Allowed: {allowed}</translation>
    </message>
    <message>
      <source>{name} is no EAN-13: thirteen digits, the last of which is checked</source>
      <translation>{name} is no EAN-13: thirteen digits, the last of which is checked</translation>
    </message>
    <message>
      <source>{name} is no condition. Allowed, joined by “and”: {allowed}, each name, not …, from 2026-12-31, until 2026-12-31, total &gt;= 1000, total &lt; 1000</source>
      <translation>{name} is no condition. Allowed, joined by “and”: {allowed}, each name, not …, from 2026-12-31, until 2026-12-31, total &gt;= 1000, total &lt; 1000</translation>
    </message>
    <message>
      <source>{name} is no section, or stands twice; there are [header] and [footer]</source>
      <translation>{name} is no section, or stands twice; there are [header] and [footer]</translation>
    </message>
    <message>
      <source>{name} is not a day; write it as 2026-12-31</source>
      <translation>{name} is not a day; write it as 2026-12-31</translation>
    </message>
    <message>
      <source>{name} stands on a line of its own</source>
      <translation>{name} stands on a line of its own</translation>
    </message>
  </context>
  <context>
    <name>tiles</name>
    <message>
      <source>Page {page} of {pages}</source>
      <translation>Page {page} of {pages}</translation>
    </message>
    <message>
      <source>This is the first page</source>
      <translation>This is the first page</translation>
    </message>
    <message>
      <source>This is the last page</source>
      <translation>This is the last page</translation>
    </message>
  </context>
  <context>
    <name>update</name>
    <message>
      <source>At the next start: {version}</source>
      <translation>At the next start: {version}</translation>
    </message>
    <message>
      <source>For the settings of tills, in [updates]: keys = ["{public}"]</source>
      <translation>For the settings of tills, in [updates]: keys = ["{public}"]</translation>
    </message>
    <message>
      <source>From the next start on it is {version} again, if the database can go back with it</source>
      <translation>From the next start on it is {version} again, if the database can go back with it</translation>
    </message>
    <message>
      <source>Given up: {version}, {reason}</source>
      <translation>Given up: {version}, {reason}</translation>
    </message>
    <message>
      <source>In force: {version}</source>
      <translation>In force: {version}</translation>
    </message>
    <message>
      <source>On this machine: {versions}</source>
      <translation>On this machine: {versions}</translation>
    </message>
    <message>
      <source>Password of the private key: </source>
      <translation>Password of the private key: </translation>
    </message>
    <message>
      <source>Ready: {version}; “cashier-app update apply” puts it in</source>
      <translation>Ready: {version}; “cashier-app update apply” puts it in</translation>
    </message>
    <message>
      <source>The private key is in {file}: whoever has it can change every till</source>
      <translation>The private key is in {file}: whoever has it can change every till</translation>
    </message>
    <message>
      <source>There is nothing newer than {version}</source>
      <translation>There is nothing newer than {version}</translation>
    </message>
    <message>
      <source>Version {version} for {channel} is signed in {folder}, until {expires}</source>
      <translation>Version {version} for {channel} is signed in {folder}, until {expires}</translation>
    </message>
    <message>
      <source>Version {version} is put in at the next start of the till</source>
      <translation>Version {version} is put in at the next start of the till</translation>
    </message>
    <message>
      <source>Version {version} is ready</source>
      <translation>Version {version} is ready</translation>
    </message>
    <message>
      <source>Version {version} is there, {size} MB</source>
      <translation>Version {version} is there, {size} MB</translation>
    </message>
    <message>
      <source>a person went back from it</source>
      <translation>a person went back from it</translation>
    </message>
    <message>
      <source>it cannot be started: {detail}</source>
      <translation>it cannot be started: {detail}</translation>
    </message>
    <message>
      <source>it could not open: {detail}</source>
      <translation>it could not open: {detail}</translation>
    </message>
    <message>
      <source>it ended before anybody could scan (exit code {detail})</source>
      <translation>it ended before anybody could scan (exit code {detail})</translation>
    </message>
    <message>
      <source>it was started {detail} times and was never ready</source>
      <translation>it was started {detail} times and was never ready</translation>
    </message>
    <message>
      <source>nobody could scan with it within {detail}</source>
      <translation>nobody could scan with it within {detail}</translation>
    </message>
  </context>
  <context>
    <name>updates</name>
    <message>
      <source>[updates] hold keeps this till at an older version</source>
      <translation>[updates] hold keeps this till at an older version</translation>
    </message>
    <message>
      <source>a name in its archive leads out of its folder</source>
      <translation>a name in its archive leads out of its folder</translation>
    </message>
    <message>
      <source>a newer manifest has been seen here: an old one is shown again</source>
      <translation>a newer manifest has been seen here: an old one is shown again</translation>
    </message>
    <message>
      <source>it did not start here before</source>
      <translation>it did not start here before</translation>
    </message>
    <message>
      <source>it is for another channel</source>
      <translation>it is for another channel</translation>
    </message>
    <message>
      <source>it is made for an older database</source>
      <translation>it is made for an older database</translation>
    </message>
    <message>
      <source>it is not made for this system</source>
      <translation>it is not made for this system</translation>
    </message>
    <message>
      <source>its archive cannot be read</source>
      <translation>its archive cannot be read</translation>
    </message>
    <message>
      <source>its archive holds more than files, folders and inner links</source>
      <translation>its archive holds more than files, folders and inner links</translation>
    </message>
    <message>
      <source>its content is not what was signed</source>
      <translation>its content is not what was signed</translation>
    </message>
    <message>
      <source>its manifest cannot be read</source>
      <translation>its manifest cannot be read</translation>
    </message>
    <message>
      <source>its manifest has expired</source>
      <translation>its manifest has expired</translation>
    </message>
    <message>
      <source>its program cannot be started</source>
      <translation>its program cannot be started</translation>
    </message>
    <message>
      <source>its signature is of none of the keys known here</source>
      <translation>its signature is of none of the keys known here</translation>
    </message>
    <message>
      <source>the server must be brought up to date first</source>
      <translation>the server must be brought up to date first</translation>
    </message>
    <message>
      <source>there is less of it than was signed</source>
      <translation>there is less of it than was signed</translation>
    </message>
    <message>
      <source>there is more of it than was signed</source>
      <translation>there is more of it than was signed</translation>
    </message>
    <message>
      <source>this version is too old for it; one in between is needed</source>
      <translation>this version is too old for it; one in between is needed</translation>
    </message>
  </context>
  <context>
    <name>validate</name>
    <message numerus="yes">
      <source>%n error(s)</source>
      <translation>
        <numerusform>%n error</numerusform>
        <numerusform>%n errors</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n warning(s)</source>
      <translation>
        <numerusform>%n warning</numerusform>
        <numerusform>%n warnings</numerusform>
      </translation>
    </message>
    <message>
      <source>another rule has the same name: on a receipt nobody can tell them apart</source>
      <translation>another rule has the same name: on a receipt nobody can tell them apart</translation>
    </message>
    <message>
      <source>brands</source>
      <translation>brands</translation>
    </message>
    <message>
      <source>card prices are named but not in force</source>
      <translation>card prices are named but not in force</translation>
    </message>
    <message>
      <source>channels</source>
      <translation>channels</translation>
    </message>
    <message>
      <source>given with every purchase around the birthday: a limit a birthday is missing</source>
      <translation>given with every purchase around the birthday: a limit a birthday is missing</translation>
    </message>
    <message>
      <source>goods are asked to have a mark and not to have it</source>
      <translation>goods are asked to have a mark and not to have it</translation>
    </message>
    <message>
      <source>it gives 0 %</source>
      <translation>it gives 0 %</translation>
    </message>
    <message>
      <source>it gives the goods away: 100 %</source>
      <translation>it gives the goods away: 100 %</translation>
    </message>
    <message>
      <source>it never counts: “{name}” holds whenever it does and gives no less</source>
      <translation>it never counts: “{name}” holds whenever it does and gives no less</translation>
    </message>
    <message>
      <source>its conditions ask for a receipt that is both larger and smaller</source>
      <translation>its conditions ask for a receipt that is both larger and smaller</translation>
    </message>
    <message>
      <source>its conditions ask for a sum of goods that is both larger and smaller</source>
      <translation>its conditions ask for a sum of goods that is both larger and smaller</translation>
    </message>
    <message>
      <source>its days are over before the version starts</source>
      <translation>its days are over before the version starts</translation>
    </message>
    <message>
      <source>its goods are among those that earn no points</source>
      <translation>its goods are among those that earn no points</translation>
    </message>
    <message>
      <source>its goods are among those that no discount touches</source>
      <translation>its goods are among those that no discount touches</translation>
    </message>
    <message>
      <source>levels</source>
      <translation>levels</translation>
    </message>
    <message>
      <source>more than 100 % of the price comes back as points</source>
      <translation>more than 100 % of the price comes back as points</translation>
    </message>
    <message>
      <source>no more than every level gives anyway</source>
      <translation>no more than every level gives anyway</translation>
    </message>
    <message>
      <source>no rule gives its coupon: it has to be given by hand</source>
      <translation>no rule gives its coupon: it has to be given by hand</translation>
    </message>
    <message>
      <source>no rule takes the coupon that it gives</source>
      <translation>no rule takes the coupon that it gives</translation>
    </message>
    <message>
      <source>nobody buys for so much: this level will never be reached</source>
      <translation>nobody buys for so much: this level will never be reached</translation>
    </message>
    <message>
      <source>nothing else is in its group</source>
      <translation>nothing else is in its group</translation>
    </message>
    <message>
      <source>points are given but can never be spent</source>
      <translation>points are given but can never be spent</translation>
    </message>
    <message>
      <source>products</source>
      <translation>products</translation>
    </message>
    <message>
      <source>standard input</source>
      <translation>standard input</translation>
    </message>
    <message>
      <source>stores</source>
      <translation>stores</translation>
    </message>
    <message>
      <source>suppliers</source>
      <translation>suppliers</translation>
    </message>
    <message>
      <source>the level gives less than the one below it</source>
      <translation>the level gives less than the one below it</translation>
    </message>
    <message>
      <source>the level gives nothing that the one below it does not give</source>
      <translation>the level gives nothing that the one below it does not give</translation>
    </message>
    <message>
      <source>the points are over before the version starts</source>
      <translation>the points are over before the version starts</translation>
    </message>
    <message>
      <source>the same points for every receipt, however small: a limit or a sum is missing</source>
      <translation>the same points for every receipt, however small: a limit or a sum is missing</translation>
    </message>
    <message>
      <source>valid</source>
      <translation>valid</translation>
    </message>
    <message>
      <source>valid, {warnings}</source>
      <translation>valid, {warnings}</translation>
    </message>
    <message>
      <source>warning: </source>
      <translation>warning: </translation>
    </message>
    <message>
      <source>weekdays</source>
      <translation>weekdays</translation>
    </message>
    <message>
      <source>{value}; allowed there: {allowed}</source>
      <translation>{value}; allowed there: {allowed}</translation>
    </message>
    <message>
      <source>{what}: no purchase fulfils all of these conditions</source>
      <translation>{what}: no purchase fulfils all of these conditions</translation>
    </message>
  </context>
  <context>
    <name>verifying</name>
    <message>
      <source>A row names another that is not there: {what}</source>
      <translation>A row names another that is not there: {what}</translation>
    </message>
    <message>
      <source>Points {what}: more was spent than was given</source>
      <translation>Points {what}: more was spent than was given</translation>
    </message>
    <message>
      <source>Receipt {what}: its lines are not its total</source>
      <translation>Receipt {what}: its lines are not its total</translation>
    </message>
    <message>
      <source>Receipt {what}: its payments are not its total</source>
      <translation>Receipt {what}: its payments are not its total</translation>
    </message>
    <message>
      <source>Receipt {what}: price, discounts and points are not its total</source>
      <translation>Receipt {what}: price, discounts and points are not its total</translation>
    </message>
    <message>
      <source>Receipts are missing: the last has the number {what}</source>
      <translation>Receipts are missing: the last has the number {what}</translation>
    </message>
    <message>
      <source>Record {what} of the journal was changed or taken out</source>
      <translation>Record {what} of the journal was changed or taken out</translation>
    </message>
    <message>
      <source>Shift {what}: its Z report is not the sum of its receipts</source>
      <translation>Shift {what}: its Z report is not the sum of its receipts</translation>
    </message>
    <message>
      <source>The chain of operations is broken at {what}</source>
      <translation>The chain of operations is broken at {what}</translation>
    </message>
  </context>
  <context>
    <name>whatif</name>
    <message>
      <source>    less members' debts</source>
      <translation>    less members' debts</translation>
    </message>
    <message>
      <source>    levels</source>
      <translation>    levels</translation>
    </message>
    <message>
      <source>    member prices</source>
      <translation>    member prices</translation>
    </message>
    <message>
      <source>    of it active</source>
      <translation>    of it active</translation>
    </message>
    <message>
      <source>    of it pending</source>
      <translation>    of it pending</translation>
    </message>
    <message>
      <source>    promo codes</source>
      <translation>    promo codes</translation>
    </message>
    <message>
      <source>    promotions</source>
      <translation>    promotions</translation>
    </message>
    <message numerus="yes">
      <source>%n more member(s) are in the JSON file</source>
      <translation>
        <numerusform>%n more member is in the JSON file</numerusform>
        <numerusform>%n more members are in the JSON file</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n other(s)</source>
      <translation>
        <numerusform>%n other</numerusform>
        <numerusform>%n others</numerusform>
      </translation>
    </message>
    <message>
      <source>+ accrued</source>
      <translation>+ accrued</translation>
    </message>
    <message>
      <source>+ given back at returns</source>
      <translation>+ given back at returns</translation>
    </message>
    <message>
      <source>= OWED AT THE END</source>
      <translation>= OWED AT THE END</translation>
    </message>
    <message>
      <source>= paid in money</source>
      <translation>= paid in money</translation>
    </message>
    <message>
      <source>All members</source>
      <translation>All members</translation>
    </message>
    <message>
      <source>Assumed: every member spends all the points that the rules allow on every receipt</source>
      <translation>Assumed: every member spends all the points that the rules allow on every receipt</translation>
    </message>
    <message>
      <source>Assumed: nobody spends points</source>
      <translation>Assumed: nobody spends points</translation>
    </message>
    <message>
      <source>Assumed: on {percent} of the members' receipts, drawn by lot {seed}, all allowed points are spent</source>
      <translation>Assumed: on {percent} of the members' receipts, drawn by lot {seed}, all allowed points are spent</translation>
    </message>
    <message>
      <source>Assumed: points are asked for as on the receipts of the history</source>
      <translation>Assumed: points are asked for as on the receipts of the history</translation>
    </message>
    <message>
      <source>Buyers buy what they bought: nobody buys more or less because of the programme</source>
      <translation>Buyers buy what they bought: nobody buys more or less because of the programme</translation>
    </message>
    <message>
      <source>Categories</source>
      <translation>Categories</translation>
    </message>
    <message>
      <source>Changes of level {reasons}</source>
      <translation>Changes of level {reasons}</translation>
    </message>
    <message>
      <source>Columns not used: {detail}</source>
      <translation>Columns not used: {detail}</translation>
    </message>
    <message>
      <source>Cost per 100 ₽ bought with a card</source>
      <translation>Cost per 100 ₽ bought with a card</translation>
    </message>
    <message>
      <source>Cost per 100 ₽ of turnover</source>
      <translation>Cost per 100 ₽ of turnover</translation>
    </message>
    <message>
      <source>Coupons given</source>
      <translation>Coupons given</translation>
    </message>
    <message>
      <source>Coupons used</source>
      <translation>Coupons used</translation>
    </message>
    <message>
      <source>Expired</source>
      <translation>Expired</translation>
    </message>
    <message>
      <source>Given on first purchases</source>
      <translation>Given on first purchases</translation>
    </message>
    <message>
      <source>Given on later purchases</source>
      <translation>Given on later purchases</translation>
    </message>
    <message>
      <source>Given to buyers who came back anyway</source>
      <translation>Given to buyers who came back anyway</translation>
    </message>
    <message>
      <source>Given without a card</source>
      <translation>Given without a card</translation>
    </message>
    <message>
      <source>Goods that cost most</source>
      <translation>Goods that cost most</translation>
    </message>
    <message>
      <source>Growth of points owed</source>
      <translation>Growth of points owed</translation>
    </message>
    <message>
      <source>Held at the beginning</source>
      <translation>Held at the beginning</translation>
    </message>
    <message>
      <source>How often each rule worked and what it gave</source>
      <translation>How often each rule worked and what it gave</translation>
    </message>
    <message>
      <source>In all</source>
      <translation>In all</translation>
    </message>
    <message>
      <source>Level falls</source>
      <translation>Level falls</translation>
    </message>
    <message>
      <source>Level rises</source>
      <translation>Level rises</translation>
    </message>
    <message>
      <source>Levels under the new programme</source>
      <translation>Levels under the new programme</translation>
    </message>
    <message>
      <source>Margin with the programme</source>
      <translation>Margin with the programme</translation>
    </message>
    <message>
      <source>Margin without a programme</source>
      <translation>Margin without a programme</translation>
    </message>
    <message>
      <source>Members</source>
      <translation>Members</translation>
    </message>
    <message>
      <source>Members by level</source>
      <translation>Members by level</translation>
    </message>
    <message>
      <source>Members by level at the end</source>
      <translation>Members by level at the end</translation>
    </message>
    <message>
      <source>Members from level to level</source>
      <translation>Members from level to level</translation>
    </message>
    <message>
      <source>Members who begin with the points and the level they had: {count}</source>
      <translation>Members who begin with the points and the level they had: {count}</translation>
    </message>
    <message>
      <source>Members' share of turnover</source>
      <translation>Members' share of turnover</translation>
    </message>
    <message>
      <source>Month by month</source>
      <translation>Month by month</translation>
    </message>
    <message>
      <source>Of these returns only a part was found on earlier receipts, the rest is left out: {count}</source>
      <translation>Of these returns only a part was found on earlier receipts, the rest is left out: {count}</translation>
    </message>
    <message>
      <source>Owed, in roubles</source>
      <translation>Owed, in roubles</translation>
    </message>
    <message>
      <source>Points month by month</source>
      <translation>Points month by month</translation>
    </message>
    <message>
      <source>Points owed, by the month in which they expire</source>
      <translation>Points owed, by the month in which they expire</translation>
    </message>
    <message>
      <source>Prices with fractions of a kopeck were rounded: {count}</source>
      <translation>Prices with fractions of a kopeck were rounded: {count}</translation>
    </message>
    <message>
      <source>Receipts</source>
      <translation>Receipts</translation>
    </message>
    <message>
      <source>Receipts paid with points</source>
      <translation>Receipts paid with points</translation>
    </message>
    <message>
      <source>Receipts read</source>
      <translation>Receipts read</translation>
    </message>
    <message>
      <source>Receipts with a card</source>
      <translation>Receipts with a card</translation>
    </message>
    <message>
      <source>Receipts with lines of several times count at the first: {count} ({detail})</source>
      <translation>Receipts with lines of several times count at the first: {count} ({detail})</translation>
    </message>
    <message>
      <source>Redeemed</source>
      <translation>Redeemed</translation>
    </message>
    <message>
      <source>Registrations offered</source>
      <translation>Registrations offered</translation>
    </message>
    <message>
      <source>Returns</source>
      <translation>Returns</translation>
    </message>
    <message>
      <source>Rows read</source>
      <translation>Rows read</translation>
    </message>
    <message>
      <source>Rows that are equal in every cell count each: {count}</source>
      <translation>Rows that are equal in every cell count each: {count}</translation>
    </message>
    <message>
      <source>Rules of the old programme</source>
      <translation>Rules of the old programme</translation>
    </message>
    <message>
      <source>Sales must grow by</source>
      <translation>Sales must grow by</translation>
    </message>
    <message>
      <source>Still owed</source>
      <translation>Still owed</translation>
    </message>
    <message>
      <source>Stores of several time zones: {detail}</source>
      <translation>Stores of several time zones: {detail}</translation>
    </message>
    <message>
      <source>The history knows no costs; --margin 30 assumes a gross margin of 30 %</source>
      <translation>The history knows no costs; --margin 30 assumes a gross margin of 30 %</translation>
    </message>
    <message>
      <source>The programme takes</source>
      <translation>The programme takes</translation>
    </message>
    <message>
      <source>The programme works from the first receipt on, in all stores, whatever its first day and pilot</source>
      <translation>The programme works from the first receipt on, in all stores, whatever its first day and pilot</translation>
    </message>
    <message>
      <source>Their share of turnover</source>
      <translation>Their share of turnover</translation>
    </message>
    <message>
      <source>Their welcome points, had all accepted</source>
      <translation>Their welcome points, had all accepted</translation>
    </message>
    <message>
      <source>Turnover</source>
      <translation>Turnover</translation>
    </message>
    <message>
      <source>Turnover of goods with a cost</source>
      <translation>Turnover of goods with a cost</translation>
    </message>
    <message>
      <source>WHOLE COST</source>
      <translation>WHOLE COST</translation>
    </message>
    <message>
      <source>What becomes of the points</source>
      <translation>What becomes of the points</translation>
    </message>
    <message>
      <source>What buyers of a category gain or lose</source>
      <translation>What buyers of a category gain or lose</translation>
    </message>
    <message>
      <source>What it costs</source>
      <translation>What it costs</translation>
    </message>
    <message>
      <source>What it does to margin</source>
      <translation>What it does to margin</translation>
    </message>
    <message>
      <source>What the cost is made of</source>
      <translation>What the cost is made of</translation>
    </message>
    <message>
      <source>What was read</source>
      <translation>What was read</translation>
    </message>
    <message>
      <source>What would have been: {programme}</source>
      <translation>What would have been: {programme}</translation>
    </message>
    <message>
      <source>Who gains and who loses</source>
      <translation>Who gains and who loses</translation>
    </message>
    <message>
      <source>Who gains most</source>
      <translation>Who gains most</translation>
    </message>
    <message>
      <source>Who loses most</source>
      <translation>Who loses most</translation>
    </message>
    <message>
      <source>a quantity and a price above zero, and a member's number</source>
      <translation>a quantity and a price above zero, and a member's number</translation>
    </message>
    <message>
      <source>accrued</source>
      <translation>accrued</translation>
    </message>
    <message>
      <source>accrued, points</source>
      <translation>accrued, points</translation>
    </message>
    <message>
      <source>after</source>
      <translation>after</translation>
    </message>
    <message>
      <source>an advance: neither goods nor turnover</source>
      <translation>an advance: neither goods nor turnover</translation>
    </message>
    <message>
      <source>assigned: {count}</source>
      <translation>assigned: {count}</translation>
    </message>
    <message>
      <source>at prices before any discount</source>
      <translation>at prices before any discount</translation>
    </message>
    <message>
      <source>because nothing was bought: {count}</source>
      <translation>because nothing was bought: {count}</translation>
    </message>
    <message>
      <source>because of returns: {count}</source>
      <translation>because of returns: {count}</translation>
    </message>
    <message>
      <source>before</source>
      <translation>before</translation>
    </message>
    <message>
      <source>benefit under the old, ₽</source>
      <translation>benefit under the old, ₽</translation>
    </message>
    <message>
      <source>benefit, ₽</source>
      <translation>benefit, ₽</translation>
    </message>
    <message>
      <source>bought before the history begins, or elsewhere</source>
      <translation>bought before the history begins, or elsewhere</translation>
    </message>
    <message>
      <source>by a floor given by hand: {count}</source>
      <translation>by a floor given by hand: {count}</translation>
    </message>
    <message>
      <source>by hand, by cashiers</source>
      <translation>by hand, by cashiers</translation>
    </message>
    <message>
      <source>by purchases: {count}</source>
      <translation>by purchases: {count}</translation>
    </message>
    <message>
      <source>by the programme's terms: {count}</source>
      <translation>by the programme's terms: {count}</translation>
    </message>
    <message>
      <source>by, ₽</source>
      <translation>by, ₽</translation>
    </message>
    <message>
      <source>cancelled, or payment never ended</source>
      <translation>cancelled, or payment never ended</translation>
    </message>
    <message>
      <source>category</source>
      <translation>category</translation>
    </message>
    <message>
      <source>debts of members are not taken out here</source>
      <translation>debts of members are not taken out here</translation>
    </message>
    <message>
      <source>difference</source>
      <translation>difference</translation>
    </message>
    <message>
      <source>difference, ₽</source>
      <translation>difference, ₽</translation>
    </message>
    <message>
      <source>discounts</source>
      <translation>discounts</translation>
    </message>
    <message>
      <source>discounts + points spent + growth of points owed</source>
      <translation>discounts + points spent + growth of points owed</translation>
    </message>
    <message>
      <source>discounts and points accrued on the members' first receipts of the history</source>
      <translation>discounts and points accrued on the members' first receipts of the history</translation>
    </message>
    <message>
      <source>discounts that need no card</source>
      <translation>discounts that need no card</translation>
    </message>
    <message>
      <source>discounts, points spent and points accrued, new programme less old</source>
      <translation>discounts, points spent and points accrued, new programme less old</translation>
    </message>
    <message>
      <source>discounts, points spent and points still held, by final level</source>
      <translation>discounts, points spent and points still held, by final level</translation>
    </message>
    <message>
      <source>discounts, points spent and points still held: new programme less old, by final level</source>
      <translation>discounts, points spent and points still held: new programme less old, by final level</translation>
    </message>
    <message>
      <source>discounts, ₽</source>
      <translation>discounts, ₽</translation>
    </message>
    <message>
      <source>everybody in the history, the greatest benefit first</source>
      <translation>everybody in the history, the greatest benefit first</translation>
    </message>
    <message>
      <source>expired</source>
      <translation>expired</translation>
    </message>
    <message>
      <source>expired, points</source>
      <translation>expired, points</translation>
    </message>
    <message>
      <source>gain</source>
      <translation>gain</translation>
    </message>
    <message>
      <source>gifts, samples, corrections of stock</source>
      <translation>gifts, samples, corrections of stock</translation>
    </message>
    <message>
      <source>given by cashiers, no cost of the programme</source>
      <translation>given by cashiers, no cost of the programme</translation>
    </message>
    <message>
      <source>given, and not active yet</source>
      <translation>given, and not active yet</translation>
    </message>
    <message>
      <source>goods brought back count in the month they come back; per 100 ₽: discounts and points spent</source>
      <translation>goods brought back count in the month they come back; per 100 ₽: discounts and points spent</translation>
    </message>
    <message>
      <source>goods brought back whose receipt was found: of that buyer, of that product</source>
      <translation>goods brought back whose receipt was found: of that buyer, of that product</translation>
    </message>
    <message>
      <source>goods brought back, by the receipt they were bought on</source>
      <translation>goods brought back, by the receipt they were bought on</translation>
    </message>
    <message>
      <source>goods of unknown cost count with an assumed gross margin of {percent}</source>
      <translation>goods of unknown cost count with an assumed gross margin of {percent}</translation>
    </message>
    <message>
      <source>goods sold less goods brought back, at prices before any discount</source>
      <translation>goods sold less goods brought back, at prices before any discount</translation>
    </message>
    <message>
      <source>growth of points owed</source>
      <translation>growth of points owed</translation>
    </message>
    <message>
      <source>how often a member fell to a lower one</source>
      <translation>how often a member fell to a lower one</translation>
    </message>
    <message>
      <source>how often a member reached a higher level</source>
      <translation>how often a member reached a higher level</translation>
    </message>
    <message>
      <source>in all</source>
      <translation>in all</translation>
    </message>
    <message>
      <source>kopecks by which parts of a line do not sum to the whole</source>
      <translation>kopecks by which parts of a line do not sum to the whole</translation>
    </message>
    <message>
      <source>later</source>
      <translation>later</translation>
    </message>
    <message>
      <source>later purchases' part of all that was given: bought without this programme too</source>
      <translation>later purchases' part of all that was given: bought without this programme too</translation>
    </message>
    <message>
      <source>left out: gift cards sold or taken back</source>
      <translation>left out: gift cards sold or taken back</translation>
    </message>
    <message>
      <source>left out: operations set aside</source>
      <translation>left out: operations set aside</translation>
    </message>
    <message>
      <source>left out: price 0</source>
      <translation>left out: price 0</translation>
    </message>
    <message>
      <source>left out: quantity 0</source>
      <translation>left out: quantity 0</translation>
    </message>
    <message>
      <source>left out: receipts not paid</source>
      <translation>left out: receipts not paid</translation>
    </message>
    <message>
      <source>left out: returns without a card</source>
      <translation>left out: returns without a card</translation>
    </message>
    <message>
      <source>left out: returns without their sale</source>
      <translation>left out: returns without their sale</translation>
    </message>
    <message>
      <source>left out: services</source>
      <translation>left out: services</translation>
    </message>
    <message>
      <source>level</source>
      <translation>level</translation>
    </message>
    <message>
      <source>level after</source>
      <translation>level after</translation>
    </message>
    <message>
      <source>level before</source>
      <translation>level before</translation>
    </message>
    <message>
      <source>level discount: {name}</source>
      <translation>level discount: {name}</translation>
    </message>
    <message>
      <source>level new</source>
      <translation>level new</translation>
    </message>
    <message>
      <source>level old</source>
      <translation>level old</translation>
    </message>
    <message>
      <source>lines</source>
      <translation>lines</translation>
    </message>
    <message>
      <source>lose</source>
      <translation>lose</translation>
    </message>
    <message>
      <source>may be spent at once</source>
      <translation>may be spent at once</translation>
    </message>
    <message>
      <source>member</source>
      <translation>member</translation>
    </message>
    <message>
      <source>members after</source>
      <translation>members after</translation>
    </message>
    <message>
      <source>members before</source>
      <translation>members before</translation>
    </message>
    <message>
      <source>members before the first and after the last receipt; sums are of purchases made on that level</source>
      <translation>members before the first and after the last receipt; sums are of purchases made on that level</translation>
    </message>
    <message>
      <source>members gain</source>
      <translation>members gain</translation>
    </message>
    <message>
      <source>members lose</source>
      <translation>members lose</translation>
    </message>
    <message>
      <source>million ₽</source>
      <translation>million ₽</translation>
    </message>
    <message>
      <source>money paid less cost less the growth of points owed</source>
      <translation>money paid less cost less the growth of points owed</translation>
    </message>
    <message>
      <source>month</source>
      <translation>month</translation>
    </message>
    <message>
      <source>never expire</source>
      <translation>never expire</translation>
    </message>
    <message>
      <source>new</source>
      <translation>new</translation>
    </message>
    <message>
      <source>new, ₽</source>
      <translation>new, ₽</translation>
    </message>
    <message>
      <source>new: points</source>
      <translation>new: points</translation>
    </message>
    <message>
      <source>new: ₽</source>
      <translation>new: ₽</translation>
    </message>
    <message>
      <source>no end</source>
      <translation>no end</translation>
    </message>
    <message>
      <source>no goods, by their code: {examples}</source>
      <translation>no goods, by their code: {examples}</translation>
    </message>
    <message>
      <source>nobody can say which receipt they belong to</source>
      <translation>nobody can say which receipt they belong to</translation>
    </message>
    <message>
      <source>not in the cost: nobody knows who would have registered</source>
      <translation>not in the cost: nobody knows who would have registered</translation>
    </message>
    <message>
      <source>not known</source>
      <translation>not known</translation>
    </message>
    <message>
      <source>nothing is owed</source>
      <translation>nothing is owed</translation>
    </message>
    <message>
      <source>nothing was sold</source>
      <translation>nothing was sold</translation>
    </message>
    <message>
      <source>number</source>
      <translation>number</translation>
    </message>
    <message>
      <source>of all</source>
      <translation>of all</translation>
    </message>
    <message>
      <source>of the discounts: codes that buyers gave</source>
      <translation>of the discounts: codes that buyers gave</translation>
    </message>
    <message>
      <source>of the discounts: coloured price tags</source>
      <translation>of the discounts: coloured price tags</translation>
    </message>
    <message>
      <source>of the discounts: promotion rules and gifts</source>
      <translation>of the discounts: promotion rules and gifts</translation>
    </message>
    <message>
      <source>of the discounts: the members' levels</source>
      <translation>of the discounts: the members' levels</translation>
    </message>
    <message>
      <source>of them the members'</source>
      <translation>of them the members'</translation>
    </message>
    <message>
      <source>of them those on which points were spent</source>
      <translation>of them those on which points were spent</translation>
    </message>
    <message>
      <source>of those given or held before</source>
      <translation>of those given or held before</translation>
    </message>
    <message>
      <source>old</source>
      <translation>old</translation>
    </message>
    <message>
      <source>old, ₽</source>
      <translation>old, ₽</translation>
    </message>
    <message>
      <source>old: points</source>
      <translation>old: points</translation>
    </message>
    <message>
      <source>old: ₽</source>
      <translation>old: ₽</translation>
    </message>
    <message>
      <source>owed at its end, points</source>
      <translation>owed at its end, points</translation>
    </message>
    <message>
      <source>owed at the end, points</source>
      <translation>owed at the end, points</translation>
    </message>
    <message>
      <source>owed at the month's end</source>
      <translation>owed at the month's end</translation>
    </message>
    <message>
      <source>owed in points at the end</source>
      <translation>owed in points at the end</translation>
    </message>
    <message>
      <source>owed under the old</source>
      <translation>owed under the old</translation>
    </message>
    <message>
      <source>per 100 ₽</source>
      <translation>per 100 ₽</translation>
    </message>
    <message>
      <source>per 100 ₽ of turnover</source>
      <translation>per 100 ₽ of turnover</translation>
    </message>
    <message>
      <source>per 100 ₽: discounts and points accrued for these goods</source>
      <translation>per 100 ₽: discounts and points accrued for these goods</translation>
    </message>
    <message>
      <source>personal coupons that rules gave</source>
      <translation>personal coupons that rules gave</translation>
    </message>
    <message>
      <source>points accrued for goods that came back</source>
      <translation>points accrued for goods that came back</translation>
    </message>
    <message>
      <source>points given</source>
      <translation>points given</translation>
    </message>
    <message>
      <source>points given for purchases</source>
      <translation>points given for purchases</translation>
    </message>
    <message>
      <source>points held at the end less those at the beginning, at their worth</source>
      <translation>points held at the end less those at the beginning, at their worth</translation>
    </message>
    <message>
      <source>points on level: {name}</source>
      <translation>points on level: {name}</translation>
    </message>
    <message>
      <source>points spent</source>
      <translation>points spent</translation>
    </message>
    <message>
      <source>points spent on receipts</source>
      <translation>points spent on receipts</translation>
    </message>
    <message>
      <source>points spent, at their worth, those given back at returns taken out</source>
      <translation>points spent, at their worth, those given back at returns taken out</translation>
    </message>
    <message>
      <source>points spent, ₽</source>
      <translation>points spent, ₽</translation>
    </message>
    <message>
      <source>points that had paid for goods that came back</source>
      <translation>points that had paid for goods that came back</translation>
    </message>
    <message>
      <source>points that members brought into the history</source>
      <translation>points that members brought into the history</translation>
    </message>
    <message>
      <source>points whose life ended within the history</source>
      <translation>points whose life ended within the history</translation>
    </message>
    <message>
      <source>receipts</source>
      <translation>receipts</translation>
    </message>
    <message>
      <source>receipts and lines as sold; discounts and points without those of goods brought back</source>
      <translation>receipts and lines as sold; discounts and points without those of goods brought back</translation>
    </message>
    <message>
      <source>receipts of {since} – {until}: {receipts}, turnover {turnover}</source>
      <translation>receipts of {since} – {until}: {receipts}, turnover {turnover}</translation>
    </message>
    <message>
      <source>receipts without a card on which the till would have offered one</source>
      <translation>receipts without a card on which the till would have offered one</translation>
    </message>
    <message>
      <source>replaying</source>
      <translation>replaying</translation>
    </message>
    <message>
      <source>roubles and points; the old programme beside the new where one is given</source>
      <translation>roubles and points; the old programme beside the new where one is given</translation>
    </message>
    <message>
      <source>rows: the level before the first receipt; columns: after the last</source>
      <translation>rows: the level before the first receipt; columns: after the last</translation>
    </message>
    <message>
      <source>rows: where members end under the old programme; columns: under the new</source>
      <translation>rows: where members end under the old programme; columns: under the new</translation>
    </message>
    <message>
      <source>rule</source>
      <translation>rule</translation>
    </message>
    <message>
      <source>sales on receipts with a card</source>
      <translation>sales on receipts with a card</translation>
    </message>
    <message>
      <source>sales replayed</source>
      <translation>sales replayed</translation>
    </message>
    <message>
      <source>share of the margin</source>
      <translation>share of the margin</translation>
    </message>
    <message>
      <source>share of the points there were to spend (held + accrued − taken back)</source>
      <translation>share of the points there were to spend (held + accrued − taken back)</translation>
    </message>
    <message>
      <source>share of the same</source>
      <translation>share of the same</translation>
    </message>
    <message>
      <source>share of the same; the three are the whole</source>
      <translation>share of the same; the three are the whole</translation>
    </message>
    <message>
      <source>spent</source>
      <translation>spent</translation>
    </message>
    <message>
      <source>taken back after they had been spent, repaid by the next points</source>
      <translation>taken back after they had been spent, repaid by the next points</translation>
    </message>
    <message>
      <source>taken: returns</source>
      <translation>taken: returns</translation>
    </message>
    <message>
      <source>taken: sales with a card</source>
      <translation>taken: sales with a card</translation>
    </message>
    <message>
      <source>taken: sales without a card</source>
      <translation>taken: sales without a card</translation>
    </message>
    <message>
      <source>the same</source>
      <translation>the same</translation>
    </message>
    <message>
      <source>the same for members who came back anyway, without this programme</source>
      <translation>the same for members who came back anyway, without this programme</translation>
    </message>
    <message>
      <source>the same goods, for the margin to be what it is without a programme; empty: no growth is enough</source>
      <translation>the same goods, for the margin to be what it is without a programme; empty: no growth is enough</translation>
    </message>
    <message>
      <source>the same without a member's number</source>
      <translation>the same without a member's number</translation>
    </message>
    <message>
      <source>the server could not book them</source>
      <translation>the server could not book them</translation>
    </message>
    <message>
      <source>the whole cost against all sales</source>
      <translation>the whole cost against all sales</translation>
    </message>
    <message>
      <source>the whole cost against the members' sales alone</source>
      <translation>the whole cost against the members' sales alone</translation>
    </message>
    <message>
      <source>thousand ₽</source>
      <translation>thousand ₽</translation>
    </message>
    <message>
      <source>together, ₽</source>
      <translation>together, ₽</translation>
    </message>
    <message>
      <source>turnover less cost</source>
      <translation>turnover less cost</translation>
    </message>
    <message>
      <source>turnover, ₽</source>
      <translation>turnover, ₽</translation>
    </message>
    <message>
      <source>under the new</source>
      <translation>under the new</translation>
    </message>
    <message>
      <source>under the old</source>
      <translation>under the old</translation>
    </message>
    <message>
      <source>what came in, refunds taken out</source>
      <translation>what came in, refunds taken out</translation>
    </message>
    <message>
      <source>what costs nothing in the history is not assumed to be free: only goods with a cost count</source>
      <translation>what costs nothing in the history is not assumed to be free: only goods with a cost count</translation>
    </message>
    <message>
      <source>what may be spent until then, and lapses if it is not</source>
      <translation>what may be spent until then, and lapses if it is not</translation>
    </message>
    <message>
      <source>what the margin below speaks of</source>
      <translation>what the margin below speaks of</translation>
    </message>
    <message>
      <source>what the member has of the programmes over the whole history, roubles</source>
      <translation>what the member has of the programmes over the whole history, roubles</translation>
    </message>
    <message>
      <source>what the members hold after the last receipt</source>
      <translation>what the members hold after the last receipt</translation>
    </message>
    <message>
      <source>what the points owed pay for: the liability at the end</source>
      <translation>what the points owed pay for: the liability at the end</translation>
    </message>
    <message>
      <source>what the programme took off prices, goods brought back taken out</source>
      <translation>what the programme took off prices, goods brought back taken out</translation>
    </message>
    <message>
      <source>whole cost</source>
      <translation>whole cost</translation>
    </message>
    <message>
      <source>without a category</source>
      <translation>without a category</translation>
    </message>
    <message>
      <source>worth, ₽</source>
      <translation>worth, ₽</translation>
    </message>
    <message>
      <source>written: {file}</source>
      <translation>written: {file}</translation>
    </message>
    <message>
      <source>{cost} ₽ in all, {part} ₽ of every 100 ₽ of turnover</source>
      <translation>{cost} ₽ in all, {part} ₽ of every 100 ₽ of turnover</translation>
    </message>
    <message>
      <source>{name}: never worked</source>
      <translation>{name}: never worked</translation>
    </message>
    <message>
      <source>{number} million</source>
      <translation>{number} million</translation>
    </message>
    <message>
      <source>{number} thousand</source>
      <translation>{number} thousand</translation>
    </message>
    <message>
      <source>{source}, {since} – {until}, times of {zone}; prices are taken as roubles</source>
      <translation>{source}, {since} – {until}, times of {zone}; prices are taken as roubles</translation>
    </message>
    <message>
      <source>{title} against {programme}</source>
      <translation>{title} against {programme}</translation>
    </message>
    <message>
      <source>“{name}”, version {version}</source>
      <translation>“{name}”, version {version}</translation>
    </message>
    <message>
      <source>− discounts by hand</source>
      <translation>− discounts by hand</translation>
    </message>
    <message>
      <source>− discounts of the programme</source>
      <translation>− discounts of the programme</translation>
    </message>
    <message>
      <source>− expired</source>
      <translation>− expired</translation>
    </message>
    <message>
      <source>− paid with points</source>
      <translation>− paid with points</translation>
    </message>
    <message>
      <source>− redeemed</source>
      <translation>− redeemed</translation>
    </message>
    <message>
      <source>− rounding at returns</source>
      <translation>− rounding at returns</translation>
    </message>
    <message>
      <source>− taken back at returns</source>
      <translation>− taken back at returns</translation>
    </message>
    <message>
      <source>✓ everything adds up</source>
      <translation>✓ everything adds up</translation>
    </message>
    <message>
      <source>✗ does not add up by {count}: an error of this program, do not rely on it</source>
      <translation>✗ does not add up by {count}: an error of this program, do not rely on it</translation>
    </message>
  </context>
</TS>
