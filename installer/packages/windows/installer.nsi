; Installs cashier-app on 64-bit Windows; compiled by `python3 installer/bootstrap.py package windows`.
;
; Silent: cashier-app-VERSION.exe /S [/TILL=0|1] [/AUTOSTART=0|1] [/NODE=0|1] [/PORT=8377] [/USER=NAME]
;         [/ANSWERS=C:\path\answers.toml] [/D=C:\folder]      (/D is the last one, without quotes)
; Removing: uninstall.exe [/S] [/DATA=0|1]
; Exit codes: 0 done; 1 left by the person; 2 the command line does not fit, or this Windows is too old; 3 the till or
; another program of ours runs; 4 files could not be put in place (the version before is back); 5 rights or the task
; could not be set; 20 + N: `cashier-app provision` ended with N, and all else is installed.

SetCompressor ${COMPRESSION}
Unicode true
Target amd64-unicode

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include Sections.nsh
!include WinVer.nsh

!define APP "cashier-app"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP}"
!define RUN "Software\Microsoft\Windows\CurrentVersion\Run"
!define KEPT "Software\${APP}"
!define TASK "cashier-app server"

Name "${PRODUCT}"
OutFile "${OUTPUT}"
InstallDir "$PROGRAMFILES64\${APP}"
InstallDirRegKey HKLM "${UNINSTALL}" "InstallLocation"
RequestExecutionLevel admin
ManifestDPIAware true
ShowInstDetails show
ShowUninstDetails show
BrandingText "${PRODUCT} ${VERSION}"

Var Data      ; settings, databases and logs: %ProgramData%\cashier-app
Var Answers   ; file for `cashier-app provision`
Var User      ; who works at the till
Var Port      ; of the server
Var Code

!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_NOAUTOCLOSE
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${PAYLOAD}/licences/cashier-app/LICENSE"
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
; the first is for every Windows that speaks neither
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Russian"
!include english.nsh
!include russian.nsh

VIProductVersion "${NUMBERS}"
!macro told LANGUAGE
  VIAddVersionKey /LANG=${LANGUAGE} "ProductName" "${PRODUCT}"
  VIAddVersionKey /LANG=${LANGUAGE} "ProductVersion" "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} "FileVersion" "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} "FileDescription" "${PRODUCT}"
  VIAddVersionKey /LANG=${LANGUAGE} "LegalCopyright" "MIT"
!macroend
!insertmacro told ${LANG_ENGLISH}
!insertmacro told ${LANG_RUSSIAN}

; --- what went wrong ---------------------------------------------------------------------------------------

!macro stop CODE TEXT
  SetErrorLevel ${CODE}
  DetailPrint "${TEXT}"
  MessageBox MB_OK|MB_ICONSTOP "${TEXT}" /SD IDOK
  Quit
!macroend

; A program that runs holds its own file: it cannot be opened for writing.
!macro refuse_while_running FILE TEXT
  ${If} ${FileExists} "${FILE}"
    ClearErrors
    FileOpen $0 "${FILE}" a
    ${If} ${Errors}
      !insertmacro stop 3 "${TEXT}"
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

!macro end_everything
  ; the lock is held open for as long as the till works on its database
  !insertmacro refuse_while_running "$Data\data\till\till.lock" "$(TILL_RUNS)"
  nsExec::Exec 'schtasks /End /TN "${TASK}"'
  Pop $0
  Sleep 500
  !insertmacro refuse_while_running "$INSTDIR\runtime\pythonw.exe" "$(PROGRAM_RUNS)"
  !insertmacro refuse_while_running "$INSTDIR\runtime\python.exe" "$(PROGRAM_RUNS)"
!macroend

; --- putting files in place --------------------------------------------------------------------------------

!macro swap NAME
  ${If} ${FileExists} "$INSTDIR\${NAME}\*.*"
    Rename "$INSTDIR\${NAME}" "$INSTDIR\old\${NAME}"
  ${EndIf}
  ${IfNot} ${Errors}
    Rename "$INSTDIR\new\${NAME}" "$INSTDIR\${NAME}"
  ${EndIf}
!macroend

!macro swap_back NAME
  ${If} ${FileExists} "$INSTDIR\old\${NAME}\*.*"
    RMDir /r "$INSTDIR\${NAME}"
    Rename "$INSTDIR\old\${NAME}" "$INSTDIR\${NAME}"
  ${EndIf}
!macroend

!macro each DO
  !insertmacro ${DO} runtime
  !insertmacro ${DO} packages
  !insertmacro ${DO} program
  !insertmacro ${DO} licences
  !insertmacro ${DO} bin
!macroend

!macro remove NAME
  RMDir /r "$INSTDIR\${NAME}"
!macroend

Section "$(PROGRAM)" SecProgram
  SectionIn RO
  SetShellVarContext all
  !insertmacro end_everything
  RMDir /r "$INSTDIR\new"
  RMDir /r "$INSTDIR\old"
  ClearErrors
  CreateDirectory "$INSTDIR\old"
  SetOutPath "$INSTDIR\new"
  File /r "${PAYLOAD}/*"
  SetOutPath "$INSTDIR"
  ${IfNot} ${Errors}
    !insertmacro each swap
  ${EndIf}
  ${If} ${Errors}
    !insertmacro each swap_back
    RMDir /r "$INSTDIR\new"
    RMDir "$INSTDIR\old"
    !insertmacro stop 4 "$(NOT_IN_PLACE)"
  ${EndIf}
  RMDir /r "$INSTDIR\new"
  RMDir /r "$INSTDIR\old"
  Call GuardData
  nsExec::ExecToLog '"$INSTDIR\runtime\python.exe" -X utf8 "$INSTDIR\program\on_path.py" add "$INSTDIR\bin"'
  Pop $0
  SendMessage ${HWND_BROADCAST} ${WM_WININICHANGE} 0 "STR:Environment" /TIMEOUT=2000
SectionEnd

; Settings, databases and logs are for administrators, the system, the till's group and the till's user alone.
Function GuardData
  CreateDirectory "$Data"
  CreateDirectory "$Data\logs"
  nsExec::ExecToLog 'icacls "$Data" /inheritance:r /grant:r *S-1-5-32-544:(OI)(CI)F *S-1-5-18:(OI)(CI)F'
  Pop $0
  ${If} $0 <> 0
    !insertmacro stop 5 "$(NO_RIGHTS)"
  ${EndIf}
  nsExec::Exec 'net localgroup "${APP}" /add'
  Pop $0
  nsExec::ExecToLog 'icacls "$Data" /grant:r "${APP}":(OI)(CI)M'
  Pop $0
  ${If} $User != ""
    nsExec::ExecToLog 'icacls "$Data" /grant:r "$User":(OI)(CI)M'
    Pop $0
    ${If} $0 <> 0
      !insertmacro stop 5 "$(NO_RIGHTS)"
    ${EndIf}
  ${EndIf}
FunctionEnd

!macro start_till PATH
  CreateShortcut "${PATH}" "$INSTDIR\runtime\pythonw.exe" '-X utf8 -m cashier_app --home "$Data" run' \
    "$INSTDIR\program\cashier-app.ico"
!macroend

Section "$(TILL)" SecTill
  SetShellVarContext all
  SetOutPath "$INSTDIR"
  !insertmacro start_till "$SMPROGRAMS\$(TILL).lnk"
  !insertmacro start_till "$DESKTOP\$(TILL).lnk"
SectionEnd

Section "$(AUTOSTART)" SecAutostart
  WriteRegStr HKLM "${RUN}" "${APP}" '"$INSTDIR\runtime\pythonw.exe" -X utf8 -m cashier_app --home "$Data" run'
SectionEnd

; The server begins with the machine, as the service account that may do least, is begun again when it ends, and has
; no end of its own: a task made by words alone is stopped after three days.
Section /o "$(NODE)" SecNode
  nsExec::ExecToLog 'icacls "$Data" /grant:r *S-1-5-19:(OI)(CI)M'
  Pop $0
  ; tills of other machines reach it; where answers or settings are there, they say which address it listens on
  ${If} $Answers == ""
  ${AndIfNot} ${FileExists} "$Data\settings.toml"
    FileOpen $1 "$Data\settings.toml" w
    FileWrite $1 '[node]$\r$\nhost = "0.0.0.0"$\r$\n'
    FileClose $1
  ${EndIf}
  FileOpen $1 "$PLUGINSDIR\task.xml" w
  FileWriteUTF16LE /BOM $1 '<?xml version="1.0" encoding="UTF-16"?>$\r$\n'
  FileWriteUTF16LE $1 '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">$\r$\n'
  FileWriteUTF16LE $1 '<Triggers><BootTrigger><Enabled>true</Enabled></BootTrigger></Triggers>$\r$\n'
  FileWriteUTF16LE $1 '<Principals><Principal id="Author"><UserId>S-1-5-19</UserId>'
  FileWriteUTF16LE $1 '<RunLevel>LeastPrivilege</RunLevel></Principal></Principals>$\r$\n'
  FileWriteUTF16LE $1 '<Settings><MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>'
  FileWriteUTF16LE $1 '<DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>'
  FileWriteUTF16LE $1 '<StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>'
  FileWriteUTF16LE $1 '<ExecutionTimeLimit>PT0S</ExecutionTimeLimit><Priority>5</Priority>'
  FileWriteUTF16LE $1 '<RestartOnFailure><Interval>PT1M</Interval><Count>999</Count></RestartOnFailure></Settings>$\r$\n'
  FileWriteUTF16LE $1 '<Actions Context="Author"><Exec><Command>$INSTDIR\runtime\pythonw.exe</Command>'
  FileWriteUTF16LE $1 '<Arguments>-X utf8 -m cashier_app --home "$Data" server run --port $Port</Arguments>'
  FileWriteUTF16LE $1 '<WorkingDirectory>$INSTDIR</WorkingDirectory></Exec></Actions></Task>$\r$\n'
  FileClose $1
  nsExec::ExecToLog 'schtasks /Create /TN "${TASK}" /XML "$PLUGINSDIR\task.xml" /F'
  Pop $0
  ${If} $0 <> 0
    !insertmacro stop 5 "$(NO_TASK)"
  ${EndIf}
  nsExec::Exec 'netsh advfirewall firewall delete rule name="${TASK}"'
  Pop $0
  nsExec::ExecToLog 'netsh advfirewall firewall add rule name="${TASK}" dir=in action=allow protocol=TCP \
    localport=$Port program="$INSTDIR\runtime\pythonw.exe" profile=domain,private'
  Pop $0
  ${If} $0 <> 0
    DetailPrint "$(NO_RULE)"
  ${EndIf}
SectionEnd

!macro keep SECTION NAME
  ${If} ${SectionIsSelected} ${SECTION}
    WriteRegDWORD HKLM "${KEPT}" "${NAME}" 1
  ${Else}
    WriteRegDWORD HKLM "${KEPT}" "${NAME}" 0
  ${EndIf}
!macroend

; What was chosen before and is not any more goes; then the answers, then the server.
Section "-finish" SecFinish
  SetShellVarContext all
  ${IfNot} ${SectionIsSelected} ${SecTill}
    Delete "$SMPROGRAMS\$(TILL).lnk"
    Delete "$DESKTOP\$(TILL).lnk"
  ${EndIf}
  ${IfNot} ${SectionIsSelected} ${SecAutostart}
    DeleteRegValue HKLM "${RUN}" "${APP}"
  ${EndIf}
  ${IfNot} ${SectionIsSelected} ${SecNode}
    Call RemoveServer
  ${EndIf}
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayName" "${PRODUCT}"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayIcon" "$INSTDIR\program\cashier-app.ico"
  WriteRegStr HKLM "${UNINSTALL}" "Publisher" "${APP}"
  WriteRegStr HKLM "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKLM "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKLM "${UNINSTALL}" "EstimatedSize" $0
  !insertmacro keep ${SecTill} "Till"
  !insertmacro keep ${SecAutostart} "Autostart"
  !insertmacro keep ${SecNode} "Node"
  WriteRegStr HKLM "${KEPT}" "Port" "$Port"
  Call Provision
  ${If} ${SectionIsSelected} ${SecNode}
    nsExec::Exec 'schtasks /Run /TN "${TASK}"'
    Pop $0
  ${EndIf}
SectionEnd

Function Provision
  ${If} $Answers == ""
    Return
  ${EndIf}
  DetailPrint "$(PROVISION)"
  nsExec::ExecToLog 'cmd.exe /D /C ""$INSTDIR\runtime\python.exe" -X utf8 -m cashier_app --home "$Data" provision \
    "$Answers" > "$Data\logs\provision.log" 2>&1"'
  Pop $Code
  ${If} $Code != 0
    DetailPrint "$(PROVISION_FAILED)"
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(PROVISION_FAILED)" /SD IDOK
    ${If} $Code == "error"
      StrCpy $Code 1
    ${EndIf}
    IntOp $Code $Code + 20
    SetErrorLevel $Code
  ${EndIf}
FunctionEnd

!macro remove_server UN
Function ${UN}RemoveServer
  nsExec::Exec 'schtasks /End /TN "${TASK}"'
  Pop $0
  nsExec::Exec 'schtasks /Delete /TN "${TASK}" /F'
  Pop $0
  nsExec::Exec 'netsh advfirewall firewall delete rule name="${TASK}"'
  Pop $0
FunctionEnd
!macroend
!insertmacro remove_server ""
!insertmacro remove_server "un."

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${SecProgram} "$(ABOUT_PROGRAM)"
  !insertmacro MUI_DESCRIPTION_TEXT ${SecTill} "$(ABOUT_TILL)"
  !insertmacro MUI_DESCRIPTION_TEXT ${SecAutostart} "$(ABOUT_AUTOSTART)"
  !insertmacro MUI_DESCRIPTION_TEXT ${SecNode} "$(ABOUT_NODE)"
!insertmacro MUI_FUNCTION_DESCRIPTION_END

; --- the command line --------------------------------------------------------------------------------------

; A choice is that of the command line, else that of the installation before, else the section's own.
!macro choose OPTION NAME SECTION
  ClearErrors
  ${GetOptions} $9 "/${OPTION}=" $0
  ${If} ${Errors}
    ClearErrors
    ReadRegDWORD $0 HKLM "${KEPT}" "${NAME}"
    ${If} ${Errors}
      StrCpy $0 ""
    ${EndIf}
  ${ElseIf} $0 != "0"
  ${AndIf} $0 != "1"
    StrCpy $8 "/${OPTION}=$0"
    !insertmacro stop 2 "$(BAD_OPTION)"
  ${EndIf}
  ${If} $0 == "1"
    !insertmacro SelectSection ${SECTION}
  ${ElseIf} $0 == "0"
    !insertmacro UnselectSection ${SECTION}
  ${EndIf}
!macroend

Function .onInit
  SetShellVarContext all
  StrCpy $Data "$APPDATA\${APP}"
  ${IfNot} ${AtLeastWin10}
    !insertmacro stop 2 "$(OLD_WINDOWS)"
  ${EndIf}
  ${GetParameters} $9
  !insertmacro choose TILL Till ${SecTill}
  !insertmacro choose AUTOSTART Autostart ${SecAutostart}
  !insertmacro choose NODE Node ${SecNode}
  ${IfNot} ${SectionIsSelected} ${SecTill}
    !insertmacro UnselectSection ${SecAutostart}
  ${EndIf}
  ClearErrors
  ${GetOptions} $9 "/ANSWERS=" $Answers
  ${If} $Answers != ""
  ${AndIfNot} ${FileExists} "$Answers"
    StrCpy $8 "/ANSWERS=$Answers"
    !insertmacro stop 2 "$(BAD_OPTION)"
  ${EndIf}
  ${GetOptions} $9 "/PORT=" $Port
  ${If} $Port == ""
    ReadRegStr $Port HKLM "${KEPT}" "Port"
  ${EndIf}
  ${If} $Port == ""
    StrCpy $Port "8377"
  ${EndIf}
  ${If} $Port < 1
  ${OrIf} $Port > 65535
    StrCpy $8 "/PORT=$Port"
    !insertmacro stop 2 "$(BAD_OPTION)"
  ${EndIf}
  ${GetOptions} $9 "/USER=" $User
  ${If} $User == ""
    ; whoever installs it works at it, unless that is the machine itself
    UserInfo::GetName
    Pop $User
    StrCpy $0 $User 1 -1
    ${If} $0 == "$$"
    ${OrIf} $User == "SYSTEM"
      StrCpy $User ""
    ${EndIf}
  ${EndIf}
FunctionEnd

; --- removing ----------------------------------------------------------------------------------------------

Function un.onInit
  SetShellVarContext all
  StrCpy $Data "$APPDATA\${APP}"
FunctionEnd

Section "Uninstall"
  SetShellVarContext all
  !insertmacro end_everything
  Call un.RemoveServer
  nsExec::ExecToLog '"$INSTDIR\runtime\python.exe" -X utf8 "$INSTDIR\program\on_path.py" remove "$INSTDIR\bin"'
  Pop $0
  SendMessage ${HWND_BROADCAST} ${WM_WININICHANGE} 0 "STR:Environment" /TIMEOUT=2000
  DeleteRegValue HKLM "${RUN}" "${APP}"
  Delete "$SMPROGRAMS\$(TILL).lnk"
  Delete "$DESKTOP\$(TILL).lnk"
  SetOutPath "$TEMP"
  !insertmacro each remove
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKLM "${UNINSTALL}"
  DeleteRegKey HKLM "${KEPT}"
  ${GetParameters} $9
  ClearErrors
  ${GetOptions} $9 "/DATA=" $0
  ${If} $0 == ""
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(REMOVE_DATA)" /SD IDNO IDNO kept
    StrCpy $0 "1"
  ${EndIf}
  kept:
  ${If} $0 == "1"
    RMDir /r "$Data"
    nsExec::Exec 'net localgroup "${APP}" /delete'
    Pop $0
  ${EndIf}
SectionEnd
